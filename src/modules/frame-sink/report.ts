import { sinkLine } from './line.js';
import { sinkLatencies, sinkTimes, type SinkLatencies, type SinkTimes } from './times.js';
import { ParseFailure } from '../../linux/text/parse-failure.js';

/** The frames of one flow, as their sequence numbers tell (RFC 4737 for reordered). */
export interface SinkFlow {
  readonly port: string;
  /** A flow that came in on several CPUs is one flow for each, judged on its own. */
  readonly cpu: number;
  /** The address that the frames are from. */
  readonly source: string;
  readonly frames: number;
  /** Without FCS. */
  readonly bytes: number;
  /** Numbers that were left out and did not come later. */
  readonly lost: number;
  /** Times that numbers were left out. */
  readonly gaps: number;
  readonly duplicates: number;
  readonly reordered: number;
  /** Too old to be told whether reordered or duplicate. */
  readonly unknown: number;
  /** The number after the highest that came. */
  readonly next: number;
  readonly times: SinkTimes;
  readonly latencies: SinkLatencies;
}

/** What came in at one port. */
export interface SinkPort {
  readonly interface: string;
  /** Test frames of all its flows. */
  readonly frames: number;
  /** Frames that were none of pktgen's; they went on to the stack. */
  readonly foreign: number;
  /** Test frames of flows there was no room for. */
  readonly unclassified: number;
}

/** What the module frame_sink has counted. */
export interface SinkReport {
  readonly ports: readonly SinkPort[];
  readonly flows: readonly SinkFlow[];
}

const VERSION = '1';
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

const flowOf = (line: string, behind: string | undefined, where: string | undefined): SinkFlow => {
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
    next: number('next'),
    times: sinkTimes(fields),
    latencies: sinkLatencies(fields, behind, where),
  };
};

/** What `readSink` printed. @throws ParseFailure */
export const parseSinkReport = (text: string, where?: string): SinkReport => {
  const [first = '', ...lines] = text.trimEnd().split('\n');
  if (!first.startsWith(`frame_sink ${VERSION} `)) {
    throw new ParseFailure({ source, where, expected: `frame_sink ${VERSION}`, text: first });
  }
  return {
    ports: lines.filter((line) => line.startsWith('port ')).map((line) => portOf(line, where)),
    // A flow's histogram is the line behind it.
    flows: lines.flatMap((line, index) =>
      line.startsWith('flow ') ? [flowOf(line, lines[index + 1], where)] : [],
    ),
  };
};
