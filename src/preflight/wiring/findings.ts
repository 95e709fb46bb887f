import type { RoleName } from '../../config/testbed/testbed-file.js';
import { partnersOf, type CabledPair } from './links.js';
import { fullText, shortText, type WiredPort } from './wired-port.js';
import { found, says, type Stated, type WiringFinding } from './wiring-finding.js';
import { wrongCable } from './wrong-cable.js';
import type { Segment } from './wiring.js';

/** A port that no frame was sent on, and why: something else uses it. */
export interface Untried {
  readonly port: WiredPort;
  readonly reason: string;
  /** Default: that a port of its own is wanted. */
  readonly fix?: string | undefined;
}

/** More ports than a cable has ends, or a port that gets back what it sends. */
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
      ? `frames pass between ${listed}, and come back to a port that sent them`
      : `frames pass between more than two ports: ${listed}`;
  return [
    found(first, `${text}: a switch, a hub or a bridge is between them`, {
      severity: away.length > 0 ? 'stops' : 'distorts',
      why: 'a switch delays and drops frames like a router, and passes on those of others',
      fix: 'connect each pair by a cable of its own, or by a VLAN of its own on the switch',
    }),
    ...away.map((port) =>
      found(
        port,
        `${shortText(port)} is one of them, but not ${stated.partner(port) ?? ''}, to which the testbed links it`,
        { fix: 'connect the two by a cable' },
      ),
    ),
  ];
};

/** Both ends of a link, of which the second is named by the first. */
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

const TOLD_OF: readonly RoleName[] = ['generator', 'sink', 'dut'];

/** What is wrong with both ends of a link is told once: of the generator's, else of the sink's. */
const rank = ({ port }: WiredPort): number =>
  port === undefined ? TOLD_OF.length : TOLD_OF.indexOf(port.role);

/** A port that is joined to nothing. Where the other end of its link is not either, one finding is of both. */
const unjoined = (
  stated: Stated,
  port: WiredPort,
  kind: 'silent' | 'no-carrier',
): readonly WiringFinding[] => {
  const partner = stated.partner(port);
  // Where no frame was sent from the other end, or none could arrive there, nothing is known of the cable.
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
            `no frame passes between ${place} and ${there}, though both have a link: no cable joins them, or what is between them passes nothing on`,
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
              fix: `connect the two by a cable; where there is one, compare speed and autonegotiation: ethtool ${port.interface}`,
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
            fix: 'see where its cable ends: at a switch, or at a machine that is not in the testbed',
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
      const text = `what ${fullText(port)} sends comes back to it, and arrives at no other port that was tried; ${says(stated, port)}`;
      return [
        found(port, text, { fix: 'take the loopback plug out, or see what its cable ends at' }),
      ];
    }
    case 'shared':
      return sharedBy(stated, segment.ports);
    case 'silent':
    case 'no-carrier':
      return unjoined(stated, segment.ports[0], segment.kind);
  }
};

/**
 * What is wrong with the cables, by what was seen and what the testbed says. A link that was seen as the
 * testbed has it is no finding, nor is a spare port. Pure.
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
          why: 'whether its cable is where the testbed says was not seen',
          fix:
            fix ??
            'name a port that nothing else uses: test traffic needs networks of its own (RFC 6815)',
        }),
      ),
  ];
};
