import type { CheckFinding } from '../finding.js';
import type { WiredPort } from './wired-port.js';
import type { Segment } from './wiring.js';

/** What is found of the cables, and the machine whose port it is about. */
export interface WiringFinding extends CheckFinding {
  readonly machine: string;
}

/** What the testbed says, as findings need it. */
export interface Stated {
  /** What a port is linked to; undefined for one without a link. */
  readonly partner: (port: WiredPort) => string | undefined;
  /** Where the ports of the testbed are. */
  readonly segmentOf: (name: string) => Segment | undefined;
}

const FIX =
  'move the cables, or put what was seen into the testbed: vrbench doctor -t TESTBED --wiring --write';

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
    /** Default: to move cables, or to write what was seen. */
    readonly fix?: string | undefined;
  },
): WiringFinding => ({
  machine: port.machine,
  port: port.port?.name,
  severity,
  found: text,
  why: why ?? 'frames do not take the path that is to be measured',
  fix,
});

/** The end that a message is about: one with a link, rather the generator's or the sink's. */
export const subjectFirst = (
  { partner }: Stated,
  [one, other]: readonly [WiredPort, WiredPort],
): readonly [WiredPort, WiredPort] => {
  const rank = (port: WiredPort): number =>
    (partner(port) === undefined ? 2 : 0) + (port.port?.role === 'dut' ? 1 : 0);
  return rank(other) < rank(one) ? [other, one] : [one, other];
};

/** Whether a cable is the one that the testbed has. */
export const isLink = (
  { partner }: Stated,
  [one, other]: readonly [WiredPort, WiredPort],
): boolean => one.port !== undefined && partner(other) === one.port.name;
