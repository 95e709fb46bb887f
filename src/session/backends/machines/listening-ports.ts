import { ROLES } from '../../../config/testbed/placed-port.js';
import type { RoleName } from '../../../config/testbed/testbed-file.js';
import { systemClock } from '../../../host/clock.js';
import type { Host } from '../../../host/host.js';
import { settleAll } from '../../../model/concurrency/settle-all.js';
import { PreconditionFailure } from '../../../model/failure.js';
import type { Topology } from '../../../model/network/topology.js';
import { seconds } from '../../../model/units.js';
import type { Step } from '../../../provision/step.js';
import { portsUp } from '../../../provision/steps/ports-up.js';
import { promiscuous } from '../../../provision/steps/promiscuous.js';
import type { TestPort } from '../../../traffic/wiring/test-ports.js';
import type { Machines } from './connect.js';
import { withSteps, type StageOptions } from './stage.js';

/** Negotiation with ports that were down takes seconds on metal. */
const NEGOTIATION = seconds(3);

/** Whether a port that the playbook does not use may be brought up. @throws what Host.run throws */
const isFree = async (host: Host, { namespace, interface: device }: TestPort): Promise<boolean> => {
  try {
    const where = namespace === undefined ? {} : { namespace };
    await portsUp({ ...where, interfaces: [device] }).read(host);
    return true;
  } catch (error) {
    if (error instanceof PreconditionFailure) return false;
    throw error;
  }
};

/** Lets ports of a role receive whatever comes in. */
const listening = (used: readonly TestPort[], spare: readonly TestPort[]): readonly Step[] => {
  const [first] = [...used, ...spare];
  if (first === undefined) return [];
  const where = first.namespace === undefined ? {} : { namespace: first.namespace };
  const devices = (ports: readonly TestPort[]) => ports.map((port) => port.interface);
  return [
    ...(spare.length === 0 ? [] : [portsUp({ ...where, interfaces: devices(spare) })]),
    promiscuous({ ...where, interfaces: devices([...used, ...spare]) }),
  ];
};

/**
 * Does some work while every test port receives all frames that come in, whatever their destination:
 * those that the playbook does not use, too, unless something else uses them. Undone afterwards.
 * @throws what the work throws, and what provision and teardown throw
 */
export const withListeningPorts = async <Result>(
  { byRole }: Pick<Machines, 'byRole'>,
  ports: readonly TestPort[],
  { ingress, egress }: Topology,
  stage: StageOptions,
  work: () => Promise<Result>,
): Promise<Result> => {
  const inUse = new Set([...ingress, ...egress].flatMap(({ dut, peer }) => [dut.name, peer.name]));
  const stepsOf = async (role: RoleName): Promise<readonly Step[]> => {
    const own = ports.filter((port) => port.role === role);
    const spare = own.filter(({ name }) => !inUse.has(name));
    const free = await settleAll(spare.map((port) => isFree(byRole[role], port)));
    return listening(
      own.filter(({ name }) => inUse.has(name)),
      spare.filter((_, index) => free[index]),
    );
  };
  const within = async ([role, ...roles]: readonly RoleName[]): Promise<Result> => {
    if (role !== undefined) {
      const steps = await stepsOf(role);
      return withSteps(byRole[role], steps, stage, () => within(roles));
    }
    await systemClock.pause(NEGOTIATION, stage.signal);
    return work();
  };
  return within(ROLES);
};
