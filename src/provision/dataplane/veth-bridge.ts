import type { IpLine } from '../../linux/ip/batch.js';
import { groupBy } from '../../model/group-by.js';
import { addBridge, joinBridge, staticEntry, withoutBridgeNetfilter } from '../bridge/lines.js';
import { interfaces } from '../steps/interfaces.js';
import type { LinkKind, VirtualInterface } from './link-kind.js';
import { addPair, deletePair, outerEnd, silenceIpv6 } from './veth.js';
import { virtualRouter } from './virtual-router.js';

/** A port of the DUT, and the virtual interfaces on its bridge. */
interface Bridge {
  readonly name: string;
  readonly port: string;
  readonly members: readonly VirtualInterface[];
}

const bridgesOf = (all: readonly VirtualInterface[]): readonly Bridge[] =>
  [...groupBy(all, ({ port }) => port.interface)].map(([port, members], index) => ({
    name: `vrbench-br${index}`,
    port,
    members,
  }));

/** The static forwarding database of the bridge, so that nothing is learned or flooded. */
const addressTable = ({ port, members }: Bridge): readonly IpLine[] =>
  [...new Set(members.flatMap(({ links }) => links.map(({ attachment: { peer } }) => peer.mac)))]
    .map((mac) => staticEntry(mac, port))
    .concat(members.map((member) => staticEntry(member.mac, outerEnd(member))));

const vethOnBridge: LinkKind = {
  mac: 'own',
  requires: { tools: ['ip', 'bridge'], modules: ['bridge', 'veth'] },
  attach: (all) => {
    const bridges = bridgesOf(all);
    return [
      withoutBridgeNetfilter(),
      interfaces({
        apply: [{ lines: [...bridges.map(({ name }) => addBridge(name)), ...all.map(addPair)] }],
        undo: [
          {
            lines: [
              ...all.map(deletePair),
              ...bridges.map(({ name }) => ['link', 'del', 'dev', name]),
            ],
          },
        ],
      }),
      silenceIpv6([...bridges.map(({ name }) => name), ...all.map(outerEnd)]),
      interfaces({
        apply: [
          {
            lines: bridges.flatMap((bridge) => [
              ...[bridge.port, ...bridge.members.map(outerEnd)].flatMap((each) =>
                joinBridge(each, bridge.name),
              ),
              ['link', 'set', 'dev', bridge.name, 'up'],
            ]),
          },
          { tool: 'bridge', lines: bridges.flatMap(addressTable) },
        ],
        undo: [],
      }),
    ];
  },
  // Drops of the backlog queue are counted again at both ends of a veth pair.
  losses: () => [],
};

/** A bridge on each port, and a veth pair from it to each virtual interface. */
export const vethBridge = virtualRouter('veth-bridge', vethOnBridge);
