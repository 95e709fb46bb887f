import type { Playbook } from './playbook.js';
import { plural } from '../document/wording.js';

/** How many ports a load is shared by: the generator's, and the sink's where it sends too. */
export const sendingPorts = ({
  ingressPorts,
  egressPorts,
  traffic,
}: Pick<Playbook, 'ingressPorts' | 'egressPorts' | 'traffic'>): number =>
  traffic.direction === 'bidirectional' ? ingressPorts + egressPorts : ingressPorts;

/** Those ports in words. */
export const sendingPortsText = (playbook: Parameters<typeof sendingPorts>[0]): string =>
  plural(sendingPorts(playbook), 'port');
