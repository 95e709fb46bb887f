import { Failure } from '../../model/failure.js';

/** Instructions executed in blocks that start at one virtual address; 0n stands for user space. */
export interface InstructionSample {
  readonly address: bigint;
  readonly instructions: number;
}

/** What was executed from the begin of a source's run to the end of it and all that overlap. */
export interface InstructionRecord {
  /** Counts from 1, in the order of time. */
  readonly number: number;
  /** The runs of sources in it. */
  readonly sources: number;
  readonly instructions: number;
  /** An address may be in several. */
  readonly samples: readonly InstructionSample[];
}

const HEADER = 'vrbench instructions 1';
const RECORD = /^record (\d+) sources (\d+)$/;
const SAMPLE = /^([0-9a-f]+) (\d+)$/;
const END = /^end (\d+) lines (\d+) instructions (\d+)$/;

const unreadable = (file: string, got: string): Failure =>
  new Failure({
    attempted: `reading the instruction counts in ${file}`,
    got,
    remedy: 'the emulated machine may have ended too early: see its log, and run again',
  });

/** An open record: its first line was read, its end was not. */
interface Unfinished {
  readonly number: number;
  readonly sources: number;
  readonly samples: InstructionSample[];
}

const sum = (samples: readonly InstructionSample[]): number =>
  samples.reduce((total, { instructions }) => total + instructions, 0);

/** Reads a file of records line by line. */
class RecordReader {
  readonly records: InstructionRecord[] = [];
  readonly #file: string;
  #open: Unfinished | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  line(text: string, at: number): void {
    const [, address = '', instructions] = SAMPLE.exec(text) ?? [];
    if (this.#open !== undefined && instructions !== undefined) {
      this.#open.samples.push({
        address: BigInt(`0x${address}`),
        instructions: Number(instructions),
      });
      return;
    }
    const found = this.#open === undefined ? this.#begin(text) : this.#end(this.#open, text);
    if (!found) throw unreadable(this.#file, `line ${at} makes no sense: ${JSON.stringify(text)}`);
  }

  /** @throws Failure where the text ends in a record */
  end(): void {
    if (this.#open === undefined) return;
    const { number, samples } = this.#open;
    throw unreadable(this.#file, `record ${number} is cut off after ${samples.length} lines`);
  }

  #begin(text: string): boolean {
    const [, number, sources] = RECORD.exec(text) ?? [];
    if (Number(number) !== this.records.length + 1) return false;
    this.#open = { number: Number(number), sources: Number(sources), samples: [] };
    return true;
  }

  #end({ number, sources, samples }: Unfinished, text: string): boolean {
    const [, ended, lines, instructions] = END.exec(text) ?? [];
    if (Number(ended) !== number) return false;
    if (Number(lines) !== samples.length || Number(instructions) !== sum(samples)) {
      throw unreadable(
        this.#file,
        `record ${number} has ${samples.length} lines and ${sum(samples)} instructions, ` +
          `its end says ${lines} and ${instructions}`,
      );
    }
    this.records.push({ number, sources, instructions: Number(instructions), samples });
    this.#open = undefined;
    return true;
  }
}

/**
 * The records that the plugin wrote, in the form that instructions.c tells. Each ends in its number
 * of lines and its sum, so a torn one is found.
 * @param file what the text is called in a failure
 * @throws Failure
 */
export const parseInstructionRecords = (
  text: string,
  file: string,
): readonly InstructionRecord[] => {
  const [header, ...lines] = text.split('\n');
  if (header !== HEADER) {
    throw unreadable(file, `expected '${HEADER}', found ${JSON.stringify(header?.slice(0, 80))}`);
  }
  // After the last line break.
  const rest = lines.pop();
  const reader = new RecordReader(file);
  for (const [index, line] of lines.entries()) reader.line(line, index + 2);
  reader.end();
  if (rest !== undefined && rest !== '') throw unreadable(file, 'the last line is cut off');
  return reader.records;
};
