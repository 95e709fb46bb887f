import { ROLES } from '../config/testbed/placed-port.js';
import { groupBy } from '../model/group-by.js';
import { softnicSteps, type SoftnicWiring } from './softnic-steps.js';
import type { Step } from './step.js';
import { movedPorts } from './steps/moved-ports.js';
import { namespace, WITHOUT_IPV6 } from './steps/namespace.js';

/** The steps that create namespaces on a machine and move ports into them. */
const namespaceSteps = (
  { roles, softwareNic }: SoftnicWiring,
  machine: string,
): readonly Step[] => {
  if (softwareNic !== undefined) return [];
  const made = ROLES.flatMap((role) => {
    const { namespace: name, makeNamespace, ports } = roles[role];
    if (roles[role].machine !== machine || makeNamespace !== true || name === undefined) return [];
    return [{ name, interfaces: ports.map((port) => port.interface) }];
  });
  return [...groupBy(made, ({ name }) => name)].flatMap(([name, own]) => [
    namespace({ name, settings: WITHOUT_IPV6 }),
    movedPorts({ namespace: name, interfaces: own.flatMap(({ interfaces }) => interfaces) }),
  ]);
};

/**
 * The steps that create a testbed's software ports and move NICs to their roles' namespaces. They are a
 * machine's first steps, as a topology needs the ports' addresses.
 */
export const portSteps = (wiring: SoftnicWiring, machine: string): readonly Step[] => [
  ...(machine === wiring.roles.dut.machine ? softnicSteps(wiring) : []),
  ...namespaceSteps(wiring, machine),
];
