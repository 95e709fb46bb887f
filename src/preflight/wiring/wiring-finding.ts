import type { CheckFinding } from '../finding.js';
import type { WiredPort } from './wired-port.js';
import type { Segment } from './wiring.js';

/** A finding about cables, and the machine whose port it is about. */
export interface WiringFinding extends CheckFinding {
  readonly machine: string;
}

/** The stated links, and the detected segments of the testbed's ports. */
export interface Stated {
  /** The port that a port is linked to; undefined if it has no link. */
  readonly partner: (port: WiredPort) => string | undefined;
  /** The detected segment of a port of the testbed. */
  readonly segmentOf: (name: string) => Segment | undefined;
}

const FIX =
  'move the cables, or write the detected links to the testbed: vrbench doctor -t TESTBED --wiring --write';

/** `the testbed says dut0` */
export const says = ({ partner }: Stated, port: WiredPort): string => {
  const name = partner(port);
  return name === undefined ? 'the testbed has no link for it' : `the testbed says ${name}`;
};

/** A finding about the machine of a port. */
export const found = (
  port: WiredPort,
  text: string,
  {
    severity = 'stops',
    why,
    fix = FIX,
  }: {
    readonly severity?: CheckFinding['severity'] | undefined;
    readonly why?: string | undefined;
    /** Default: to move cables, or to write the detected links. */
    readonly fix?: string | undefined;
  },
): WiringFinding => ({
  machine: port.machine,
  port: port.port?.name,
  severity,
  found: text,
  why: why ?? 'frames do not take the path to be measured',
  fix,
});

/** Puts the end that a message is about first: one with a link, preferably the generator's or the sink's. */
export const subjectFirst = (
  { partner }: Stated,
  [one, other]: readonly [WiredPort, WiredPort],
): readonly [WiredPort, WiredPort] => {
  const rank = (port: WiredPort): number =>
    (partner(port) === undefined ? 2 : 0) + (port.port?.role === 'dut' ? 1 : 0);
  return rank(other) < rank(one) ? [other, one] : [one, other];
};

/** Whether a cable is a link of the testbed. */
export const isLink = (
  { partner }: Stated,
  [one, other]: readonly [WiredPort, WiredPort],
): boolean => one.port !== undefined && partner(other) === one.port.name;
