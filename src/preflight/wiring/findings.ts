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
}

/** Ports that a frame reaches together, or not at all as it should. */
const sharedBy = (stated: Stated, ports: readonly WiredPort[]): readonly WiringFinding[] => {
  const linked = ports.filter((port) => stated.partner(port) !== undefined);
  const [first] = linked;
  if (first === undefined) return [];
  const names = new Set(ports.flatMap(({ port }) => port?.name ?? []));
  const others = ports.filter((port) => port !== first).map(fullText);
  const away = linked.filter((port) => !names.has(stated.partner(port) ?? ''));
  const text =
    others.length === 0 || (others.length === 1 && ports.length === 2)
      ? `frames of ${shortText(first)} and ${others.join('')} come back to their own ports`
      : `frames of ${shortText(first)} arrive at ${others.slice(0, -1).join(', ')} and ${others.at(-1) ?? ''}`;
  return [
    found(first, `${text}: a switch, a hub or a bridge is between them`, {
      severity: away.length > 0 ? 'stops' : 'distorts',
      why: 'a switch delays and drops frames like a router, and passes on those of others',
      fix: 'connect each pair by a cable of its own, or by a VLAN of its own on the switch',
    }),
    ...away.map((port) =>
      found(
        port,
        `${shortText(port)} is at that switch without ${stated.partner(port) ?? ''}, to which the testbed links it`,
        {},
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
  if (stated.partner(port) === undefined) return [];
  const other = otherEnd(stated, port, kind);
  const place = `${fullText(port)} of ${port.machine}`;
  if (other !== undefined) {
    if (rank(port) > rank(other)) return [];
    const both = `${place} and ${fullText(other)} of ${other.machine}`;
    return kind === 'silent'
      ? [
          found(
            port,
            `no frame passes between ${both}, though both have a link: the cable between them is missing, and each is connected to something else`,
            {
              fix: 'connect the two by a cable; a switch between them drops what it does not know',
            },
          ),
        ]
      : [
          found(port, `neither ${both} has a link: the cable between them is missing or broken`, {
            fix: 'connect the two by a cable',
          }),
        ];
  }
  return kind === 'silent'
    ? [
        found(
          port,
          `${place} has a link, but no frame from it arrives at any port, and none arrives at it; ${says(stated, port)}`,
          {
            fix: 'see where its cable ends: a switch, or a machine that is not in the testbed',
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
      const text = `what ${fullText(port)} sends comes back to it; ${says(stated, port)}`;
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
      .map(({ port, reason }) =>
        found(port, `${fullText(port)} was not tried: ${reason}; ${says(stated, port)}`, {
          severity: 'notes',
          why: 'whether its cable is where the testbed says was not seen',
          fix: 'name a port that nothing else uses: test traffic needs networks of its own (RFC 6815)',
        }),
      ),
  ];
};
