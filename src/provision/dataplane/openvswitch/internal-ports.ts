import type { Flow } from '../../../linux/openvswitch/flow.js';
import { interfaces } from '../../steps/interfaces.js';
import { openvswitch as openvswitchStep } from '../../steps/openvswitch.js';
import { virtualSwitch } from '../checkpoints.js';
import type { LinkKind, VirtualInterface } from '../link-kind.js';
import { dropRest, KERNEL_SWITCH, switchPorts } from './ports.js';
import { virtualRouter } from '../virtual-router.js';

/** Flows between each virtual interface and its port, both ways, by destination Ethernet address. */
const redirectsOf = (
  all: readonly VirtualInterface[],
  numberOf: (device: string) => number,
): readonly Flow[] =>
  all.flatMap(({ name, mac, port }) => [
    {
      ...{ table: 0, priority: 100 },
      match: [`in_port=${numberOf(port.interface)}`, `dl_dst=${mac}`],
      actions: [`output:${numberOf(name)}`],
    },
    {
      ...{ table: 0, priority: 100 },
      match: [`in_port=${numberOf(name)}`],
      actions: [`output:${numberOf(port.interface)}`],
    },
  ]);

const internalPorts: LinkKind = {
  mac: 'own',
  requires: KERNEL_SWITCH,
  attach: (all, { cpus }) => {
    const { ports, numberOf } = switchPorts(
      all.map(({ port }) => port.interface),
      all,
    );
    const flows = [...redirectsOf(all, numberOf), ...dropRest([0])];
    return [
      openvswitchStep({ datapath: 'system', ...(cpus && { cpus }), ports, flows }),
      interfaces({
        apply: [
          {
            lines: all.map(({ name, namespace }) => [
              ...['link', 'set', 'dev', name, 'netns', namespace],
            ]),
          },
        ],
        // The switch removes them in any namespace.
        undo: [],
      }),
    ];
  },
  // An internal port's rx_dropped repeats the backlog queue's drops.
  losses: () => [virtualSwitch()],
};

/**
 * Open vSwitch in the kernel, with an internal port in a router's namespace for each virtual interface; it
 * only redirects between physical and virtual interfaces.
 */
export const openvswitch = virtualRouter('openvswitch', internalPorts);
