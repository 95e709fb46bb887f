import { networksBehind, subnetOf, type Networks, type Side, type Subnet } from './addressing.js';
import { localMac, type MacAddress } from './mac.js';
import type { Attachment, Port, Topology } from './topology.js';
import type { Traffic } from './traffic.js';

/** The routers that a playbook asks for. */
export interface RouterPlan {
  readonly count: number;
  /** Whether every router has interfaces on all DUT ports, or has ports of its own. */
  readonly ports: 'shared' | 'own';
  /** Interfaces of a router on each of its ports. */
  readonly interfaces: number;
  /**
   * Routes of a router to networks behind its next hops, distributed evenly over its egress links.
   * Absent: 256 per egress link if frames are for many networks, else none.
   */
  readonly routes?: number | undefined;
}

/** The default routers of a playbook. */
export const SINGLE_ROUTER: RouterPlan = { count: 1, ports: 'shared', interfaces: 1 };

/** Routes per egress link if frames are for many networks (RFC 2544 section 12). */
export const USUAL_ROUTES = 256;

/** Limits set by the address blocks and interface names. */
export const MOST_ROUTERS = 1000;
export const MOST_INTERFACES = 4096;

/**
 * Where the routers of a data plane are: in the machine's own IP stack, with the NICs as interfaces; each
 * in a network namespace; or outside the kernel's IP stack, in the flows of a switch or in a guest, without
 * network devices of their own for the kernel to count on. Frames for a virtual interface carry its own
 * Ethernet address, or that of the port it is on.
 */
export type RouterStack =
  | { readonly place: 'machine' }
  | {
      readonly place: 'namespaces' | 'outside';
      readonly mac: 'own' | 'port';
      /** Frames of an interface are only in its own counters, not in those of the port. */
      readonly ownCounters?: true | undefined;
    };

/** A network attached to a router's interface. */
export interface RouterLink {
  readonly side: Side;
  readonly attachment: Attachment;
  readonly subnet: Subnet;
  /** Networks behind the host on the other end to which the router has routes. */
  readonly behind?: Networks | undefined;
}

/** An interface of a router: a NIC of the DUT, or a virtual interface on one. */
export interface RouterInterface {
  /** The network device that IP uses; the port's if the router has none of its own. */
  readonly name: string;
  /** Destination address of frames that enter the router here. */
  readonly mac: MacAddress;
  /** The DUT port that it is, or is on. */
  readonly port: Port;
  /** Its frames are only in its own counters, like those of an SR-IOV function. */
  readonly ownCounters?: true | undefined;
  /** The attached networks: two for a port that is both ingress and egress. */
  readonly links: readonly RouterLink[];
}

/** An IP stack under test. */
export interface Router {
  /** From 0. */
  readonly index: number;
  /** Its network namespace; absent: the machine's own, or none. */
  readonly namespace?: string | undefined;
  readonly interfaces: readonly RouterInterface[];
}

/** The group octet of these Ethernet addresses; other kinds of device use others. */
const MAC_GROUP = 0x80;

/** The cables of one side on which router `index` has interfaces. */
const cablesOf = (
  cables: readonly Attachment[],
  { count, ports }: RouterPlan,
  index: number,
): readonly Attachment[] => {
  if (ports === 'shared') return cables;
  const each = Math.floor(cables.length / count);
  return cables.slice(index * each, (index + 1) * each);
};

/** `total` distributed over `parts` as evenly as whole numbers allow. */
const spread = (total: number, parts: number): readonly number[] =>
  Array.from(
    { length: parts },
    (_, part) => Math.floor(total / parts) + (part < total % parts ? 1 : 0),
  );

/** A cable that a router uses, before addresses are assigned. */
interface RouterCable {
  readonly router: number;
  readonly side: Side;
  readonly attachment: Attachment;
  /** Number of the router's interface on that port. */
  readonly layer: number;
}

const cablesFor = (topology: Topology, plan: RouterPlan, side: Side): readonly RouterCable[] =>
  Array.from({ length: plan.count }, (_, router) => router).flatMap((router) =>
    Array.from({ length: plan.interfaces }, (_, layer) => layer).flatMap((layer) =>
      cablesOf(topology[side], plan, router).map((attachment) => ({
        ...{ router, side, attachment, layer },
      })),
    ),
  );

/** The number of routes of each link of a side; bidirectional traffic leaves on the ingress side too. */
const routesOf = (
  places: readonly RouterCable[],
  side: Side,
  plan: RouterPlan,
  { destinations, direction }: Traffic,
): readonly number[] => {
  if (side === 'ingress' && direction === 'unidirectional') return places.map(() => 0);
  const { routes } = plan;
  if (routes === undefined) return places.map(() => (destinations === 'many' ? USUAL_ROUTES : 0));
  return Array.from({ length: plan.count }, (_, router) => router).flatMap((router) =>
    spread(routes, places.filter((place) => place.router === router).length),
  );
};

const linksOf = (
  topology: Topology,
  plan: RouterPlan,
  traffic: Traffic,
  side: Side,
): readonly (RouterCable & { readonly link: RouterLink })[] => {
  const places = cablesFor(topology, plan, side);
  const routes = routesOf(places, side, plan, traffic);
  let next = 0;
  return places.map((place, index) => {
    const { attachment } = place;
    const subnet = subnetOf(side, index, places.length, traffic.protocol);
    const count = routes[index] ?? 0;
    const behind = count === 0 ? undefined : networksBehind(side, next, count, traffic.protocol);
    next += count;
    return { ...place, link: { side, attachment, subnet, behind } };
  });
};

/**
 * The routers of a network, with all their addresses.
 * @throws RangeError if the address blocks are too small for the links or routes
 */
export const routersOf = (
  topology: Topology,
  plan: RouterPlan,
  traffic: Traffic,
  stack: RouterStack,
): readonly Router[] => {
  const links = [
    ...linksOf(topology, plan, traffic, 'ingress'),
    ...linksOf(topology, plan, traffic, 'egress'),
  ];
  let macs = 0;
  return Array.from({ length: plan.count }, (_, index): Router => {
    const own = links.filter(({ router }) => router === index);
    // An interface for each layer of each port, ports that face the generator first.
    const keys = [
      ...new Set(
        own
          .toSorted((one, other) => one.layer - other.layer)
          .map(({ layer, attachment }) => `${layer} ${attachment.dut.interface}`),
      ),
    ];
    const interfaces = keys.flatMap((key, position): RouterInterface[] => {
      const here = own.filter(
        ({ layer, attachment }) => key === `${layer} ${attachment.dut.interface}`,
      );
      const port = here[0]?.attachment.dut;
      if (port === undefined) return [];
      const mac = localMac(MAC_GROUP, macs);
      macs += 1;
      return [
        {
          name: stack.place === 'namespaces' ? `vr${index}-p${position}` : port.interface,
          mac: stack.place !== 'machine' && stack.mac === 'own' ? mac : port.mac,
          port,
          ...(stack.place !== 'machine' && stack.ownCounters && { ownCounters: true }),
          links: here.map(({ link }) => link),
        },
      ];
    });
    return stack.place === 'namespaces'
      ? { index, namespace: `vrbench-vr${index}`, interfaces }
      : { index, interfaces };
  });
};
