import type { SwitchPort } from '../../../linux/openvswitch/bridge.js';
import { OPENVSWITCH_TOOLS } from '../../../linux/openvswitch/datapath.js';
import type { Flow } from '../../../linux/openvswitch/flow.js';
import type { Requirements } from '../../requirements/requirements.js';

/** What a switch in the kernel requires. */
export const KERNEL_SWITCH: Requirements = {
  tools: ['ip', 'taskset', ...OPENVSWITCH_TOOLS],
  modules: ['openvswitch'],
};

/** Frames for no single station, of which no test frame is one: broadcasts, and what switches say. */
const MULTICAST: Flow = {
  ...{ table: 0, priority: 1, actions: [], uncounted: true },
  match: ['dl_dst=01:00:00:00:00:00/01:00:00:00:00:00'],
};

/** What no other flow is for is dropped, and counted. */
export const dropRest = (tables: readonly number[]): readonly Flow[] => [
  MULTICAST,
  ...tables.map((table): Flow => ({ table, priority: 0, match: [], actions: [] })),
];

/** The ports of a switch, with the numbers that its flows have for them. */
export interface SwitchPorts {
  readonly ports: readonly SwitchPort[];
  /** @throws RangeError for a device that is none of them */
  readonly numberOf: (device: string) => number;
}

/**
 * @param devices the DUT's ports; one may be named several times
 * @param internal devices that the switch makes, with their Ethernet addresses
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
      if (number === undefined) throw new RangeError(`${device} is no port of the switch`);
      return number;
    },
  };
};
