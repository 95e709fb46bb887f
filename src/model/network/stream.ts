import type { Pps } from '../units.js';
import type { Destinations, Side } from './addressing.js';
import type { MacAddress } from './mac.js';
import type { Router, RouterInterface, RouterLink } from './routers.js';
import type { Attachment } from './topology.js';
import type { Traffic } from './traffic.js';

declare const streamIdBrand: unique symbol;

/** A stream's identity in a run: `r0:gen0>sink0`, and `r0:gen0.2>sink0.2` on a port's third interface. */
export type StreamId = string & { readonly [streamIdBrand]: true };

/** A stream's identity from an archive. */
export const streamId = (text: string): StreamId => text as StreamId;

/** The roles that send test frames and receive them. */
export type Tester = 'generator' | 'sink';

/** A stream's share of a trial's load: a weight among the streams that share it, or a fixed load. */
export type StreamLoad =
  | { readonly kind: 'shared'; readonly weight: number }
  | { readonly kind: 'own'; readonly load: Pps };

/** Where a stream enters or leaves a router: the interface, and which of its networks. */
export interface Passage {
  readonly interface: RouterInterface;
  readonly link: RouterLink;
}

/** Test frames from one port through a router to another. */
export interface Stream {
  readonly id: StreamId;
  readonly router: Router;
  readonly sender: Tester;
  readonly receiver: Tester;
  /** Where they enter the DUT; sent by the peer. */
  readonly entry: Attachment;
  /** Where they leave the DUT; received by the peer. */
  readonly exit: Attachment;
  /** Where they enter and leave the router. */
  readonly into: Passage;
  readonly outOf: Passage;
  /** Of the frames as they enter the DUT. */
  readonly destinationMac: MacAddress;
  /** The IP addresses in the frames; a source belongs to one stream. */
  readonly source: string;
  readonly destinations: Destinations;
  readonly load: StreamLoad;
}

/** The role at the other end of a side's cables. */
const TESTERS: Readonly<Record<Side, Tester>> = { ingress: 'generator', egress: 'sink' };

const passagesOf = (router: Router, side: Side): readonly Passage[] =>
  router.interfaces.flatMap((each) =>
    each.links.filter((link) => link.side === side).map((link) => ({ interface: each, link })),
  );

/** The host that a link faces. */
const hostOf = ({ subnet: { host } }: RouterLink): Destinations => ({
  hosts: [host],
  first: host,
  last: host,
});

/** With destinations 'one', frames are for the first host behind the link. */
const destinationsOf = (link: RouterLink, { destinations }: Traffic): Destinations => {
  const { behind } = link;
  if (behind === undefined) return hostOf(link);
  if (destinations === 'many') return behind;
  const [host = behind.first] = behind.hosts;
  return { hosts: [host], first: host, last: host };
};

const nameOf = (passage: Passage, router: Router): string => {
  const { port } = passage.interface;
  const layer = router.interfaces
    .filter((each) => each.port.name === port.name)
    .indexOf(passage.interface);
  const { name } = passage.link.attachment.peer;
  return layer === 0 ? name : `${name}.${layer}`;
};

/** Streams from a router's interfaces on one side, round robin to those on the other. */
const across = (
  router: Router,
  [from, to]: readonly [Side, Side],
  load: StreamLoad,
  destinations: (link: RouterLink) => Destinations,
): readonly Stream[] => {
  const exits = passagesOf(router, to);
  return passagesOf(router, from).flatMap((into, index): Stream[] => {
    const outOf = exits[index % exits.length];
    if (outOf === undefined) return [];
    return [
      {
        id: streamId(`r${router.index}:${nameOf(into, router)}>${nameOf(outOf, router)}`),
        router,
        sender: TESTERS[from],
        receiver: TESTERS[to],
        entry: into.link.attachment,
        exit: outOf.link.attachment,
        into,
        outOf,
        destinationMac: into.interface.mac,
        source: into.link.subnet.host,
        destinations: destinations(outOf.link),
        load,
      },
    ];
  });
};

const EQUAL: StreamLoad = { kind: 'shared', weight: 1 };

/** The streams of a router: the generator's, then the sink's if it sends too. */
export const streamsOf = (
  router: Router,
  traffic: Traffic,
  load: StreamLoad = EQUAL,
): readonly Stream[] => {
  const to = (link: RouterLink): Destinations => destinationsOf(link, traffic);
  return [
    ...across(router, ['ingress', 'egress'], load, to),
    ...(traffic.direction === 'bidirectional'
      ? across(router, ['egress', 'ingress'], load, to)
      : []),
  ];
};

/**
 * The streams of learning frames (RFC 2544 section 23): sent from the receiving ports, so that every
 * device on the path learns their addresses.
 */
export const learningStreamsOf = (router: Router, { direction }: Traffic): readonly Stream[] => [
  ...across(router, ['egress', 'ingress'], EQUAL, hostOf),
  ...(direction === 'bidirectional' ? across(router, ['ingress', 'egress'], EQUAL, hostOf) : []),
];

/** The roles that receive test frames. */
export const receiversOf = ({ direction }: Pick<Traffic, 'direction'>): readonly Tester[] =>
  direction === 'bidirectional' ? ['sink', 'generator'] : ['sink'];

/** A key for the port that sends a stream; the same for all streams of that port. */
export const sendingPortOf = ({ sender, entry }: Stream): string =>
  `${sender} ${entry.peer.interface}`;
