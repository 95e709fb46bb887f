import { Failure } from '../../model/failure.js';

/** Instructions executed in blocks that start at one virtual address; 0n for all of user space. */
export interface InstructionSample {
  readonly address: bigint;
  readonly instructions: number;
}

/** Instructions executed from the start of a source's run to the end of all overlapping runs. */
export interface InstructionRecord {
  /** From 1, in chronological order. */
  readonly number: number;
  /** The number of source runs in it. */
  readonly sources: number;
  readonly instructions: number;
  /** An address may occur in several. */
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
    remedy: 'the emulated machine may have stopped too early: check its log, then run again',
  });

/** A record whose end has not been read yet. */
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
    if (!found)
      throw unreadable(this.#file, `line ${at} cannot be parsed: ${JSON.stringify(text)}`);
  }

  /** @throws Failure when the text ends within a record */
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
          `its end line says ${lines} and ${instructions}`,
      );
    }
    this.records.push({ number, sources, instructions: Number(instructions), samples });
    this.#open = undefined;
    return true;
  }
}

/**
 * Parses the records that the plugin wrote, in the format described in instructions.c. Each ends in
 * its number of lines and their sum, so a truncated record is detected.
 * @param file the file's name for messages
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
