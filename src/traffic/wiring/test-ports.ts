import { ROLES } from '../../config/testbed/placed-port.js';
import type { RoleName, TestbedFile } from '../../config/testbed/testbed-file.js';
import { increase } from '../counters/increase.js';
import type { CounterRef, Reading } from '../counters/reading.js';

/** A test port of the testbed, whether or not the playbook uses it. */
export interface TestPort {
  readonly role: RoleName;
  readonly machine: string;
  /** Unique in the testbed. */
  readonly name: string;
  readonly interface: string;
  /** The network namespace that holds it; absent: the machine's default one. */
  readonly namespace?: string | undefined;
}

/** The frames that a port counted in some time. */
export interface PortFrames {
  readonly received: number;
  readonly sent: number;
}

/** What every test port counted, by its name. */
export type PortCounts = ReadonlyMap<string, PortFrames>;

/** A port as named in messages: `port dut0 (enp3s0f0 of dut)`. */
export const portText = ({
  name,
  interface: device,
  namespace,
  machine,
}: Omit<TestPort, 'role'>): string => {
  const place = namespace === undefined ? '' : ` in namespace ${namespace}`;
  return `port ${name} (${device}${place} of ${machine})`;
};

/** Every test port of a testbed, in the order of the roles. */
export const testPortsOf = (roles: TestbedFile['roles']): readonly TestPort[] =>
  ROLES.flatMap((role) => {
    const { machine, namespace, ports } = roles[role];
    return ports.map((port) => ({ ...port, role, machine, namespace }));
  });

/** What the drivers of a port count. */
const countersOf = ({ role, namespace, interface: device }: TestPort) => {
  const counter = (field: 'rx_packets' | 'tx_packets'): CounterRef => ({
    at: role,
    counter: { source: 'link', namespace, interface: device, field },
  });
  return { received: counter('rx_packets'), sent: counter('tx_packets') };
};

/** The counters of these ports. */
export const portCounters = (ports: readonly TestPort[]): readonly CounterRef[] =>
  ports.map(countersOf).flatMap(({ received, sent }) => [received, sent]);

/** What the ports counted from one reading to a later one. @throws Failure as `increase` */
export const countedBetween = (
  ports: readonly TestPort[],
  before: Reading,
  after: Reading,
): PortCounts =>
  new Map(
    ports.map((port): [string, PortFrames] => {
      const { received, sent } = countersOf(port);
      return [
        port.name,
        { received: increase(received, before, after), sent: increase(sent, before, after) },
      ];
    }),
  );
