import { decimal } from './counter-text.js';
import { ParseFailure } from './parse-failure.js';

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
  readonly duplicates: number;
  readonly reordered: number;
  /** Too old to be told whether reordered or duplicate. */
  readonly unknown: number;
  /** The number after the highest that came. */
  readonly next: number;
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

/** The words of a line after its first two, in pairs. */
const fieldsOf = (line: string, where: string | undefined) => {
  const words = line.split(' ').slice(2);
  const pairs = new Map<string, string>();
  for (let index = 0; index + 1 < words.length; index += 2) {
    pairs.set(words[index] ?? '', words[index + 1] ?? '');
  }
  return {
    number: (name: string): number =>
      decimal(pairs.get(name), { source: `${source}, ${name} of: ${line.slice(0, 40)}`, where }),
    text: (name: string): string => {
      const value = pairs.get(name);
      if (value !== undefined) return value;
      throw new ParseFailure({ source, where, expected: name, text: line });
    },
  };
};

/** What `readSink` printed. @throws ParseFailure */
export const parseSinkReport = (text: string, where?: string): SinkReport => {
  const [first = '', ...lines] = text.trimEnd().split('\n');
  if (!first.startsWith(`frame_sink ${VERSION} `)) {
    throw new ParseFailure({ source, where, expected: `frame_sink ${VERSION}`, text: first });
  }
  const named = (kind: string) => lines.filter((line) => line.startsWith(`${kind} `));
  return {
    ports: named('port').map((line) => {
      const { number } = fieldsOf(line, where);
      return {
        interface: line.split(' ')[1] ?? '',
        frames: number('frames'),
        foreign: number('foreign'),
        unclassified: number('unclassified'),
      };
    }),
    flows: named('flow').map((line) => {
      const { number, text: word } = fieldsOf(line, where);
      return {
        port: line.split(' ')[1] ?? '',
        cpu: number('cpu'),
        source: word('source'),
        frames: number('frames'),
        bytes: number('bytes'),
        lost: number('lost'),
        duplicates: number('duplicates'),
        reordered: number('reordered'),
        unknown: number('unknown'),
        next: number('next'),
      };
    }),
  };
};
