import type { Checkpoint } from '../../../linux/counters/checkpoint.js';
import type { Datapath } from '../../../linux/openvswitch/datapath.js';
import type { Flow } from '../../../linux/openvswitch/flow.js';
import type { DataPlaneName } from '../../../model/data-plane.js';
import type { Network } from '../../../model/network/network.js';
import type { Router, RouterInterface, RouterLink } from '../../../model/network/routers.js';
import type { Protocol } from '../../../model/network/traffic.js';
import type { Requirements } from '../../requirements/requirements.js';
import type { Step } from '../../step.js';
import { openvswitch } from '../../steps/openvswitch.js';
import { backlogQueue, egressQdiscs, virtualSwitch } from '../checkpoints.js';
import type { DataPlane } from '../data-plane.js';
import { dropRest, switchPorts } from './ports.js';

/** Tables: the first selects the router by destination Ethernet address, the second its route. */
const [INTO, ROUTES] = [0, 1];

/** The fields of ovs-fields(7). */
const FIELDS: Readonly<Record<Protocol, { readonly type: string; readonly destination: string }>> =
  {
    ipv4: { type: 'ip', destination: 'nw_dst' },
    ipv6: { type: 'ipv6', destination: 'ipv6_dst' },
  };

/** The prefix length is added to this priority, for longest prefix match. */
const ROUTE = 100;
const EXPIRED = 1000;

const networksOf = ({ subnet, behind }: RouterLink): readonly string[] => [
  subnet.network,
  ...(behind?.networks ?? []),
];

const routesOf = (
  { interfaces }: Router,
  router: number,
  protocol: Protocol,
  numberOf: (device: string) => number,
): readonly Flow[] => {
  const { type, destination } = FIELDS[protocol];
  return interfaces.flatMap(({ mac, port, links }) =>
    links.flatMap((link) =>
      networksOf(link).map((network): Flow => ({
        table: ROUTES,
        priority: ROUTE + Number(network.split('/')[1]),
        match: [`reg0=${router}`, type, `${destination}=${network}`],
        actions: [
          `mod_dl_src:${mac}`,
          `mod_dl_dst:${link.attachment.peer.mac}`,
          'dec_ttl',
          `output:${numberOf(port.interface)}`,
        ],
      })),
    ),
  );
};

/** Into the router. Clears the input port, as OpenFlow does not output to it otherwise. */
const entry = (
  { mac, port }: RouterInterface,
  router: number,
  numberOf: (device: string) => number,
): Flow => ({
  table: INTO,
  priority: ROUTE,
  match: [`in_port=${numberOf(port.interface)}`, `dl_dst=${mac}`],
  actions: [`load:${router}->NXM_NX_REG0[]`, 'load:0->NXM_OF_IN_PORT[]', `resubmit(,${ROUTES})`],
});

/** The flows that route like a network's routers: a table of entries, and one of routes. */
export const routingFlows = (
  { routers, traffic: { protocol } }: Pick<Network, 'routers' | 'traffic'>,
  numberOf: (device: string) => number,
): readonly Flow[] => [
  ...routers.flatMap((router) => {
    const number = router.index + 1;
    return [
      ...router.interfaces.map((each) => entry(each, number, numberOf)),
      ...routesOf(router, number, protocol, numberOf),
    ];
  }),
  ...[0, 1].map((ttl): Flow => ({
    ...{ table: ROUTES, priority: EXPIRED, actions: [] },
    match: [FIELDS[protocol].type, `nw_ttl=${ttl}`],
  })),
  ...dropRest([INTO, ROUTES]),
];

/** A kind of switch. */
export interface SwitchKind {
  readonly datapath: Datapath;
  readonly requires: Requirements;
  /** The steps before the switch. */
  readonly before: (ports: readonly string[]) => readonly Step[];
  /** Checkpoints on the way into the switch. */
  readonly losses: (ports: readonly string[]) => readonly Checkpoint[];
}

const portsOf = ({ routers }: Network): readonly string[] => [
  ...new Set(routers.flatMap((each) => each.interfaces.map(({ port }) => port.interface))),
];

/**
 * Routers implemented as flows of one switch between the DUT's ports. They have their own Ethernet
 * addresses, so that the DUT's IP stack drops its copies of frames (PACKET_OTHERHOST).
 */
export const flowRouter = (
  name: DataPlaneName,
  { datapath, requires, before, losses }: SwitchKind,
): DataPlane => ({
  name,
  requires,
  stack: { place: 'outside', mac: 'own' },
  steps: (network, { cpus }) => {
    const { ports, numberOf } = switchPorts(portsOf(network));
    const flows = routingFlows(network, numberOf);
    return [
      ...before(portsOf(network)),
      openvswitch({ datapath, ...(cpus && { cpus }), ports, flows }),
    ];
  },
  checkpoints: (network) => [
    backlogQueue(),
    ...losses(portsOf(network)),
    virtualSwitch(),
    egressQdiscs(network),
  ],
});
