import { ROLES } from '../../../../config/testbed/placed-port.js';
import type { RoleName } from '../../../../config/testbed/testbed-file.js';
import type { Host } from '../../../../host/host.js';
import { settleAll } from '../../../../model/concurrency/settle-all.js';
import { PreconditionFailure } from '../../../../model/failure.js';
import type { Topology } from '../../../../model/network/topology.js';
import { seconds } from '../../../../model/units.js';
import type { Step } from '../../../../provision/step.js';
import { awaitCarrier } from '../../../../provision/await-carrier.js';
import { portsUp } from '../../../../provision/steps/ports-up.js';
import { promiscuous } from '../../../../provision/steps/promiscuous.js';
import type { TestPort } from '../../../../traffic/wiring/test-ports.js';
import type { Machines } from '../connect.js';
import { withSteps, type StageOptions } from '../stage.js';

/** Autonegotiation of ports that were down takes seconds on metal; without a cable it never completes. */
const NEGOTIATION = seconds(3);

const awaitNegotiation = async (
  host: Host,
  ports: readonly TestPort[],
  signal: AbortSignal,
): Promise<void> => {
  const [first] = ports;
  if (first === undefined) return;
  const interfaces = ports.map((port) => port.interface);
  await awaitCarrier(host, interfaces, {
    namespace: first.namespace,
    deadline: NEGOTIATION,
    signal,
  });
};

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

/** The steps that make ports of a role receive all frames. */
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
 * Does some work while every test port is promiscuous, including those that the playbook does not
 * use, unless something else uses them. Undone afterwards.
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
  const unused = ports.filter(({ name }) => !inUse.has(name));
  const free = await settleAll(unused.map((port) => isFree(byRole[port.role], port)));
  const spare = unused.filter((_, index) => free[index]);
  const ofRole = (all: readonly TestPort[], role: RoleName) =>
    all.filter((port) => port.role === role);
  const used = ports.filter(({ name }) => inUse.has(name));
  const within = async ([role, ...roles]: readonly RoleName[]): Promise<Result> => {
    if (role !== undefined) {
      const steps = listening(ofRole(used, role), ofRole(spare, role));
      return withSteps(byRole[role], steps, stage, () => within(roles));
    }
    await settleAll(
      ROLES.map((each) => awaitNegotiation(byRole[each], ofRole(spare, each), stage.signal)),
    );
    return work();
  };
  return within(ROLES);
};
