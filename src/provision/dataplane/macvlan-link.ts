import type { Argv } from '../../model/command.js';
import type { Requirements } from '../requirements/requirements.js';
import { interfaces } from '../steps/interfaces.js';
import { virtualInterfaces } from './checkpoints.js';
import { byNamespace, type LinkKind } from './link-kind.js';

/**
 * Devices in a group are removed together: the kernel then waits for RCU once, not for each device. No
 * other device in a router's namespace has a group.
 */
const GROUP = '1';

/**
 * Virtual interfaces stacked on a port, each with its own Ethernet address.
 * @param type the link kind for `ip link add ... type`, with its arguments
 */
export const macvlanLink = (
  type: Argv,
  requires: Pick<Requirements, 'builds'> & Partial<Requirements>,
): LinkKind => ({
  mac: 'own',
  requires: { tools: ['ip'], modules: [], ...requires },
  attach: (all) => [
    interfaces({
      apply: [
        {
          lines: all.map(({ port, name, mac, namespace }) => [
            ...['link', 'add', 'link', port.interface, 'name', name, 'address', mac],
            ...['netns', namespace, 'type', ...type],
          ]),
        },
      ],
      undo: byNamespace(all, (namespace, own) => ({
        namespace,
        lines: [
          ...own.map(({ name }) => ['link', 'set', 'dev', name, 'group', GROUP]),
          ['link', 'del', 'group', GROUP],
        ],
      })),
    }),
  ],
  // Its rx_dropped repeats the backlog queue's drops, its tx_dropped those of the port's qdisc.
  losses: (all) => [virtualInterfaces(all)],
});
