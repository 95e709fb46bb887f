import type { Command } from '../../model/command.js';
import type { JobOutput } from './job.js';

/** What a machine has said of its job. */
export type Results =
  | { readonly state: 'complete'; readonly outputs: readonly JobOutput[] }
  /** `ran`: how many commands had ended when it fell silent, or when `got` came. */
  | { readonly state: 'torn'; readonly ran: number; readonly got: string };

const LINE_END = 0x0a;
const COUNT = /^\d{1,15}$/;

/** Reads lines and blocks of bytes, one after the other. */
class Stream {
  readonly #data: Buffer;
  #at = 0;

  constructor(data: Buffer) {
    this.#data = data;
  }

  /** The next line, `undefined` when it has no end. */
  line(): string | undefined {
    const end = this.#data.indexOf(LINE_END, this.#at);
    if (end < 0) return undefined;
    const line = this.#data.toString('latin1', this.#at, end);
    this.#at = end + 1;
    return line;
  }

  /** The next bytes as text; what is not there is left out. */
  text(size: number): string {
    const text = this.#data.toString('utf8', this.#at, this.#at + size);
    this.#at += size;
    return text;
  }

  /** Bytes that have not been read; negative: that are missing. */
  get left(): number {
    return this.#data.length - this.#at;
  }
}

/** A line as a person may read it, whatever is in it. */
const shown = (line: string): string => JSON.stringify(line.slice(0, 80));

/** As many whole numbers, each in a line of its own; or what came instead of one. */
const numbers = (stream: Stream, count: number): readonly number[] | string => {
  const found: number[] = [];
  while (found.length < count) {
    const line = stream.line();
    if (line === undefined) return 'it fell silent';
    if (!COUNT.test(line)) return `it said ${shown(line)} for a number`;
    found.push(Number(line));
  }
  return found;
};

/**
 * What came through a machine's second serial port: a dot for each command that ended, then the
 * commands' exit codes, "output", the sizes of all that they wrote, and all that. Whatever is not
 * exactly that, for exactly these commands, is torn. Pure.
 */
export const parseResults = (data: Buffer, commands: readonly Command[]): Results => {
  const stream = new Stream(data);
  const ran = /^\.*/.exec(data.toString('latin1'))?.[0].length ?? 0;
  const torn = (got: string): Results => ({ state: 'torn', ran, got });
  const dots = stream.line();
  if (dots === undefined && ran === data.length) return torn('it fell silent');
  if (dots?.length !== ran) return torn(`it said ${shown(data.toString('latin1', ran))}`);
  const codes = numbers(stream, ran);
  if (typeof codes === 'string') return torn(codes);
  const failed = codes.findIndex((code) => code !== 0);
  const due = failed < 0 ? commands.length : Math.min(failed + 1, commands.length);
  if (ran !== due) return torn(`it ended after ${ran} of ${due} commands`);
  const word = stream.line();
  if (word !== 'output') return torn(`it said ${shown(word ?? '')} for "output"`);
  const sizes = numbers(stream, 2 * ran);
  if (typeof sizes === 'string') return torn(sizes);
  const outputs = commands.slice(0, ran).map(({ argv }, index) => ({
    argv,
    exitCode: codes[index] ?? 0,
    stdout: stream.text(sizes[2 * index] ?? 0),
    stderr: stream.text(sizes[2 * index + 1] ?? 0),
  }));
  if (stream.left < 0) return torn(`${-stream.left} bytes of output are missing`);
  if (stream.left > 0) return torn(`${stream.left} bytes came after the output`);
  return { state: 'complete', outputs };
};
