import type { RoleName } from '../../config/testbed/testbed-file.js';
import { partnersOf, type CabledPair } from './links.js';
import { fullText, shortText, type WiredPort } from './wired-port.js';
import { found, says, type Stated, type WiringFinding } from './wiring-finding.js';
import { wrongCable } from './wrong-cable.js';
import type { Segment } from './wiring.js';

/** A port that was not tested, and why: usually because it is in use. */
export interface Untried {
  readonly port: WiredPort;
  readonly reason: string;
  /** Default: to name an unused port. */
  readonly fix?: string | undefined;
}

/** Findings about more ports than a cable has ends, or a port that receives its own frames. */
const sharedBy = (stated: Stated, ports: readonly WiredPort[]): readonly WiringFinding[] => {
  const linked = ports.filter((port) => stated.partner(port) !== undefined);
  const [first] = linked;
  if (first === undefined) return [];
  const names = new Set(ports.flatMap(({ port }) => port?.name ?? []));
  const all = [shortText(first), ...ports.filter((port) => port !== first).map(fullText)];
  const away = linked.filter((port) => {
    const partner = stated.partner(port) ?? '';
    return !names.has(partner) && stated.segmentOf(partner) !== undefined;
  });
  const listed = `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
  const text =
    ports.length === 2
      ? `frames pass between ${listed}, and return to a port that sent them`
      : `frames pass between more than two ports: ${listed}`;
  return [
    found(first, `${text}: a switch, a hub or a bridge is between them`, {
      severity: away.length > 0 ? 'stops' : 'distorts',
      why: 'a switch delays and drops frames like a router, and forwards foreign frames',
      fix: 'connect each pair by its own cable, or by its own VLAN on the switch',
    }),
    ...away.map((port) =>
      found(
        port,
        `${shortText(port)} is one of them, but ${stated.partner(port) ?? ''}, to which the testbed links it, is not`,
        { fix: 'connect the two by a cable' },
      ),
    ),
  ];
};

/** The other end of a port's link, if it is in a segment of this kind. */
const otherEnd = (
  stated: Stated,
  port: WiredPort,
  kind: Segment['kind'],
): WiredPort | undefined => {
  const there = stated.segmentOf(stated.partner(port) ?? '');
  return there?.kind === kind
    ? there.ports.find((each) => each.port?.name === stated.partner(port))
    : undefined;
};

const REPORTED_AT: readonly RoleName[] = ['generator', 'sink', 'dut'];
/** A problem of both ends of a link is reported once: at the generator's, or else at the sink's. */
const rank = ({ port }: WiredPort): number =>
  port === undefined ? REPORTED_AT.length : REPORTED_AT.indexOf(port.role);
/** A port that is connected to nothing. If the other end of its link is not either, both are one finding. */
const unconnected = (
  stated: Stated,
  port: WiredPort,
  kind: 'silent' | 'no-carrier',
): readonly WiringFinding[] => {
  const partner = stated.partner(port);
  // If the other end was not tested, nothing is known about the cable.
  if (partner === undefined || stated.segmentOf(partner) === undefined) return [];
  const other = otherEnd(stated, port, kind);
  const place = `${fullText(port)} of ${port.machine}`;
  if (other !== undefined) {
    if (rank(port) > rank(other)) return [];
    const there = `${fullText(other)} of ${other.machine}`;
    return kind === 'silent'
      ? [
          found(
            port,
            `no frame passes between ${place} and ${there}, though both have a link: no cable connects them, or the device between them forwards nothing`,
            {
              fix: 'connect the two by one cable; a switch between them needs both ports in one VLAN, and may take 30 s to forward (spanning tree)',
            },
          ),
        ]
      : [
          found(
            port,
            `neither ${place} nor ${there} has a link: the cable between them is missing or broken`,
            {
              fix: `connect the two by a cable; if there is one, compare speed and autonegotiation: ethtool ${port.interface}`,
            },
          ),
        ];
  }
  return kind === 'silent'
    ? [
        found(
          port,
          `${place} has a link, but no frame from it arrives at any port that was tried, and none arrives at it; ${says(stated, port)}`,
          {
            fix: 'find the other end of its cable: a switch, or a machine that is not in the testbed',
          },
        ),
      ]
    : [
        found(port, `${place} has no link; ${says(stated, port)}`, {
          fix: `check its cable and the port at the other end: ethtool ${port.interface}`,
        }),
      ];
};

const inSegment = (stated: Stated, segment: Segment): readonly WiringFinding[] => {
  switch (segment.kind) {
    case 'cable':
      return wrongCable(stated, segment.ports);
    case 'one-way': {
      const [from, to] = segment.ports;
      const subject = [from, to].find((port) => stated.partner(port) !== undefined);
      if (subject === undefined) return [];
      const text = `frames of ${fullText(from)} arrive at ${fullText(to)}, but none of ${shortText(to)} arrives at ${shortText(from)}; ${says(stated, subject)}`;
      return [found(subject, text, { fix: 'check both fibres of the cable' })];
    }
    case 'loopback': {
      const [port] = segment.ports;
      if (stated.partner(port) === undefined) return [];
      const text = `frames of ${fullText(port)} return to it, and arrive at no other port that was tried; ${says(stated, port)}`;
      return [
        found(port, text, { fix: 'remove the loopback plug, or find the other end of its cable' }),
      ];
    }
    case 'shared':
      return sharedBy(stated, segment.ports);
    case 'silent':
    case 'no-carrier':
      return unconnected(stated, segment.ports[0], segment.kind);
  }
};

/**
 * The differences between the detected cables and the links of the testbed. Links that match are not
 * findings, nor are spare ports. Pure.
 */
export const wiringFindings = (
  wiring: readonly Segment[],
  untried: readonly Untried[],
  links: readonly CabledPair[],
): readonly WiringFinding[] => {
  const partners = partnersOf(links);
  const segments = new Map(
    wiring.flatMap((segment) =>
      segment.ports.flatMap(({ port }) =>
        port === undefined ? [] : [[port.name, segment] as const],
      ),
    ),
  );
  const stated: Stated = {
    partner: ({ port }) => (port === undefined ? undefined : partners.get(port.name)),
    segmentOf: (name) => segments.get(name),
  };
  return [
    ...wiring.flatMap((segment) => inSegment(stated, segment)),
    ...untried
      .filter(({ port }) => stated.partner(port) !== undefined)
      .map(({ port, reason, fix }) =>
        found(port, `${fullText(port)} was not tried: ${reason}; ${says(stated, port)}`, {
          severity: 'notes',
          why: 'it is unknown whether its cable matches the testbed',
          fix:
            fix ??
            'name a port that is not in use: test traffic needs an isolated network (RFC 6815)',
        }),
      ),
  ];
};
