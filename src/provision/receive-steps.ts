import type { Role } from '../config/testbed/testbed-file.js';
import type { Network } from '../model/network/network.js';
import { groupBy } from '../model/group-by.js';
import { portReceiving, type Receiving } from '../model/network/receiving.js';
import type { Step } from './step.js';
import { irqAffinity } from './tuning/irq-affinity.js';
import { channels } from './tuning/port/channels.js';
import { queues } from './tuning/queues.js';
import { rps } from './tuning/rps.js';
import { softnicCpus } from './tuning/softnic-cpus.js';

/** A port, and the CPUs of its receive queues: as many queues as CPUs. */
interface PortQueues {
  readonly interface: string;
  readonly cpus: readonly number[];
}

const ofSoftware = (ports: readonly PortQueues[]): readonly Step[] => [
  queues({
    ports: ports.map(({ interface: port, cpus }) => ({ interface: port, queues: cpus.length })),
  }),
  softnicCpus({ ports }),
];

const ofNics = (ports: readonly PortQueues[]): readonly Step[] => [
  ...[...groupBy(ports, ({ cpus }) => cpus.length)].map(([wanted, alike]) =>
    channels({ interfaces: alike.map((port) => port.interface), wanted }),
  ),
  irqAffinity({ ports }),
];

/**
 * The steps that move receive processing of a DUT to the CPUs that a playbook specifies: queues of
 * its ports, the CPU of each, and RPS. None if it specifies nothing.
 * @param software whether ports are software, whose CPUs are set by a file instead of interrupt affinity
 */
export const receiveSteps = (
  network: Network,
  { cpus = [0] }: Pick<Role, 'cpus'>,
  receiving: Receiving | undefined,
  software: boolean,
): readonly Step[] => {
  if (receiving === undefined) return [];
  const ports = portReceiving(network, cpus, receiving);
  const queued = ports.map(({ interface: port, queues: own }) => ({ interface: port, cpus: own }));
  return [
    ...(software ? ofSoftware(queued) : ofNics(queued)),
    rps({ ports: ports.map(({ interface: port, rps: on }) => ({ interface: port, cpus: on })) }),
  ];
};
