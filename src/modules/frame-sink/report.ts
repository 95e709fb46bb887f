import { sinkLine } from './line.js';
import {
  sinkLatencies,
  sinkRestart,
  sinkStamping,
  sinkTimes,
  type SinkLatencies,
  type SinkRestart,
  type SinkStamping,
  type SinkTimes,
} from './times.js';
import { ParseFailure } from '../../linux/text/parse-failure.js';

/** The frames of one flow, judged by their sequence numbers (reordered as in RFC 4737). */
export interface SinkFlow {
  readonly port: string;
  /** A flow received on several CPUs counts as one flow per CPU. */
  readonly cpu: number;
  /** The frames' source address. */
  readonly source: string;
  readonly frames: number;
  /** Without FCS. */
  readonly bytes: number;
  /** Sequence numbers that were skipped and did not arrive later. */
  readonly lost: number;
  /** How often sequence numbers were skipped. */
  readonly gaps: number;
  readonly duplicates: number;
  readonly reordered: number;
  /** Too old to distinguish reordered frames from duplicates. */
  readonly unknown: number;
  /** pktgen's last start but the first, after which sequence numbers begin with 1 again; null if it was started once. */
  readonly restart: SinkRestart | null;
  /** The sequence number after the highest received since the last start. */
  readonly next: number;
  readonly stamping: SinkStamping;
  readonly times: SinkTimes;
  readonly latencies: SinkLatencies;
}

/** The frames received at one port. */
export interface SinkPort {
  readonly interface: string;
  /** Test frames of all its flows. */
  readonly frames: number;
  /** Frames that are not pktgen's; they were passed to the network stack. */
  readonly foreign: number;
  /** Test frames of flows beyond the module's table of flows. */
  readonly unclassified: number;
}

/** The counts of the module frame_sink. */
export interface SinkReport {
  readonly ports: readonly SinkPort[];
  readonly flows: readonly SinkFlow[];
}

const VERSION = '2';
const source = '/proc/net/frame_sink/report';

const portOf = (line: string, where: string | undefined): SinkPort => {
  const { subject, number } = sinkLine(line, where);
  return {
    interface: subject,
    frames: number('frames'),
    foreign: number('foreign'),
    unclassified: number('unclassified'),
  };
};

const flowOf = (
  line: string,
  histogram: string | undefined,
  where: string | undefined,
): SinkFlow => {
  const fields = sinkLine(line, where);
  const { subject, number, text } = fields;
  return {
    port: subject,
    cpu: number('cpu'),
    source: text('source'),
    frames: number('frames'),
    bytes: number('bytes'),
    lost: number('lost'),
    gaps: number('gaps'),
    duplicates: number('duplicates'),
    reordered: number('reordered'),
    unknown: number('unknown'),
    restart: sinkRestart(fields),
    next: number('next'),
    stamping: sinkStamping(fields),
    times: sinkTimes(fields),
    latencies: sinkLatencies(fields, histogram, where),
  };
};

/** Parses what `readSink` printed. @throws ParseFailure */
export const parseSinkReport = (text: string, where?: string): SinkReport => {
  const [first = '', ...lines] = text.trimEnd().split('\n');
  if (!first.startsWith(`frame_sink ${VERSION} `)) {
    throw new ParseFailure({ source, where, expected: `frame_sink ${VERSION}`, text: first });
  }
  return {
    ports: lines.filter((line) => line.startsWith('port ')).map((line) => portOf(line, where)),
    // A flow's histogram is on the next line.
    flows: lines.flatMap((line, index) =>
      line.startsWith('flow ') ? [flowOf(line, lines[index + 1], where)] : [],
    ),
  };
};
