import type { IpLine } from '../../linux/ip/batch.js';
import { groupBy } from '../../model/group-by.js';
import { interfaces } from '../steps/interfaces.js';
import { sysctl } from '../steps/sysctl.js';
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

/** A bridge without forward delay, STP and multicast snooping. */
const addBridge = ({ name }: Bridge): IpLine => [
  ...['link', 'add', 'name', name, 'type', 'bridge'],
  ...['stp_state', '0', 'forward_delay', '0', 'mcast_snooping', '0'],
];

/** Attaches a device to a bridge, without unknown-unicast flooding to it. */
const join = (device: string, { name }: Bridge): readonly IpLine[] => [
  ['link', 'set', 'dev', device, 'master', name],
  ['link', 'set', 'dev', device, 'type', 'bridge_slave', 'flood', 'off'],
  ['link', 'set', 'dev', device, 'up'],
];

const entry = (mac: string, device: string): IpLine => [
  ...['fdb', 'replace', mac, 'dev', device, 'master', 'static'],
];

/** The static forwarding database of the bridge, so that nothing is learned or flooded. */
const addressTable = ({ port, members }: Bridge): readonly IpLine[] =>
  [...new Set(members.flatMap(({ links }) => links.map(({ attachment: { peer } }) => peer.mac)))]
    .map((mac) => entry(mac, port))
    .concat(members.map((member) => entry(member.mac, outerEnd(member))));

/** If br_netfilter is loaded, bridged frames pass the machine's packet filter. */
const WITHOUT_NETFILTER = Object.fromEntries(
  ['iptables', 'ip6tables', 'arptables'].map((table) => [
    `-net/bridge/bridge-nf-call-${table}`,
    '0',
  ]),
);

const vethOnBridge: LinkKind = {
  mac: 'own',
  requires: { tools: ['ip', 'bridge'], modules: ['bridge', 'veth'] },
  attach: (all) => {
    const bridges = bridgesOf(all);
    return [
      sysctl({ settings: WITHOUT_NETFILTER }),
      interfaces({
        apply: [{ lines: [...bridges.map(addBridge), ...all.map(addPair)] }],
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
                join(each, bridge),
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
