import type { Command } from '../../model/command.js';
import type { JobOutput } from './job.js';

/** The results that a machine sent of its job. */
export type Results =
  | { readonly state: 'complete'; readonly outputs: readonly JobOutput[] }
  /** `ran`: how many commands had ended. `got`: what is wrong. */
  | { readonly state: 'incomplete'; readonly ran: number; readonly got: string };

const LINE_FEED = 0x0a;
const COUNT = /^\d{1,15}$/;
const ENDS_EARLY = 'its results end early';

/** Reads lines and blocks of bytes in sequence. */
class Reader {
  readonly #data: Buffer;
  #offset = 0;

  constructor(data: Buffer) {
    this.#data = data;
  }

  /** The next line; `undefined` when it is not terminated. */
  line(): string | undefined {
    const end = this.#data.indexOf(LINE_FEED, this.#offset);
    if (end < 0) return undefined;
    const line = this.#data.toString('latin1', this.#offset, end);
    this.#offset = end + 1;
    return line;
  }

  /** The next bytes as text; fewer if the data ends. */
  text(size: number): string {
    const text = this.#data.toString('utf8', this.#offset, this.#offset + size);
    this.#offset += size;
    return text;
  }

  /** Bytes not read yet; negative when bytes are missing. */
  get left(): number {
    return this.#data.length - this.#offset;
  }
}

/** A line with arbitrary content, for a message. */
const shown = (line: string): string => JSON.stringify(line.slice(0, 80));

/** So many whole numbers, one per line; or what is wrong with them. */
const numbers = (reader: Reader, count: number): readonly number[] | string => {
  const found: number[] = [];
  while (found.length < count) {
    const line = reader.line();
    if (line === undefined) return ENDS_EARLY;
    if (!COUNT.test(line)) return `found ${shown(line)} instead of a number`;
    found.push(Number(line));
  }
  return found;
};

/**
 * Parses what a machine wrote to its second serial port (RUN_JOB in image/guest-job.ts): a dot for
 * each command that ended, then exit codes, "output", the sizes of all outputs, and the outputs.
 * Anything but exactly that, for exactly these commands, is incomplete. Pure.
 */
export const parseResults = (data: Buffer, commands: readonly Command[]): Results => {
  const reader = new Reader(data);
  const ran = /^\.*/.exec(data.toString('latin1'))?.[0].length ?? 0;
  const incomplete = (got: string): Results => ({ state: 'incomplete', ran, got });
  const dots = reader.line();
  if (dots === undefined && ran === data.length) return incomplete(ENDS_EARLY);
  if (dots?.length !== ran)
    return incomplete(`found ${shown(data.toString('latin1', ran))} instead of a line feed`);
  const codes = numbers(reader, ran);
  if (typeof codes === 'string') return incomplete(codes);
  const failed = codes.findIndex((code) => code !== 0);
  const due = failed < 0 ? commands.length : Math.min(failed + 1, commands.length);
  if (ran !== due) return incomplete(`it stopped after ${ran} of ${due} commands`);
  const word = reader.line();
  if (word !== 'output') return incomplete(`found ${shown(word ?? '')} instead of "output"`);
  const sizes = numbers(reader, 2 * ran);
  if (typeof sizes === 'string') return incomplete(sizes);
  const outputs = commands.slice(0, ran).map(({ argv }, index) => ({
    argv,
    exitCode: codes[index] ?? 0,
    stdout: reader.text(sizes[2 * index] ?? 0),
    stderr: reader.text(sizes[2 * index + 1] ?? 0),
  }));
  if (reader.left < 0) return incomplete(`${-reader.left} bytes of output are missing`);
  if (reader.left > 0) return incomplete(`${reader.left} bytes follow the output`);
  return { state: 'complete', outputs };
};
