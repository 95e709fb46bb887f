import type { Role } from '../config/testbed/testbed-file.js';
import type { Network } from '../model/network/network.js';
import { portReceiving, type Receiving } from '../model/network/receiving.js';
import type { Step } from './step.js';
import { irqAffinity } from './tuning/irq-affinity.js';
import { queues } from './tuning/queues.js';
import { rps } from './tuning/rps.js';
import { softnicCpus } from './tuning/softnic-cpus.js';

/**
 * The steps that move receive processing of a DUT to the CPUs that a playbook specifies: queues of
 * its ports, the CPU of each, and RPS. None where it specifies nothing.
 * @param software whether ports are software, which have a file for what a NIC's interrupts have
 */
export const receiveSteps = (
  network: Network,
  { cpus = [0] }: Pick<Role, 'cpus'>,
  receiving: Receiving | undefined,
  software: boolean,
): readonly Step[] => {
  if (receiving === undefined) return [];
  const ports = portReceiving(network, cpus, receiving);
  const affinities = ports.map(({ interface: port, queues: own }) => ({
    interface: port,
    cpus: own,
  }));
  return [
    queues({
      ports: ports.map(({ interface: port, queues: own }) => ({
        interface: port,
        queues: own.length,
      })),
    }),
    software ? softnicCpus({ ports: affinities }) : irqAffinity({ ports: affinities }),
    rps({ ports: ports.map(({ interface: port, rps: on }) => ({ interface: port, cpus: on })) }),
  ];
};
