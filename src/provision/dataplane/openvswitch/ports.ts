import type { SwitchPort } from '../../../linux/openvswitch/bridge.js';
import { OPENVSWITCH_TOOLS } from '../../../linux/openvswitch/datapath.js';
import type { Flow } from '../../../linux/openvswitch/flow.js';
import type { Requirements } from '../../requirements/requirements.js';

/** The requirements of a switch in the kernel. */
export const KERNEL_SWITCH: Requirements = {
  tools: ['ip', 'taskset', ...OPENVSWITCH_TOOLS],
  modules: ['openvswitch'],
};

/** Drops multicast and broadcast frames uncounted: they are not test frames. */
const MULTICAST: Flow = {
  ...{ table: 0, priority: 1, actions: [], uncounted: true },
  match: ['dl_dst=01:00:00:00:00:00/01:00:00:00:00:00'],
};

/** Flows that drop and count all other frames. */
export const dropRest = (tables: readonly number[]): readonly Flow[] => [
  MULTICAST,
  ...tables.map((table): Flow => ({ table, priority: 0, match: [], actions: [] })),
];

/** The ports of a switch, with their OpenFlow numbers. */
export interface SwitchPorts {
  readonly ports: readonly SwitchPort[];
  /** @throws RangeError for any other device */
  readonly numberOf: (device: string) => number;
}

/**
 * @param devices the DUT's ports; one may be named several times
 * @param internal devices that the switch creates, with their Ethernet addresses
 */
export const switchPorts = (
  devices: readonly string[],
  internal: readonly { readonly name: string; readonly mac: string }[] = [],
): SwitchPorts => {
  const ports: SwitchPort[] = [
    ...[...new Set(devices)].map((device) => ({ interface: device })),
    ...internal.map(({ name, mac }) => ({ interface: name, internal: mac })),
  ].map((each, index) => ({ ...each, number: index + 1 }));
  const numbers = new Map(ports.map((port) => [port.interface, port.number]));
  return {
    ports,
    numberOf: (device) => {
      const number = numbers.get(device);
      if (number === undefined) throw new RangeError(`${device} is not a port of the switch`);
      return number;
    },
  };
};
