import { createReadStream } from 'node:fs';
import { requireFile } from '../disk/regular-file.js';

/** A line of a file, with its position in bytes. */
export interface Line {
  readonly text: string;
  readonly offset: number;
  /** Without the line feed. */
  readonly length: number;
  /** Whether it ends in a line feed. */
  readonly whole: boolean;
}

const LINE_FEED = 0x0a;
/** Maximum length of a line, in bytes: far more than any trial has. */
const LONGEST = 64 << 20;

/**
 * Reads a file line by line; text after the last line feed comes last, if any.
 * @throws the system's error; an Error for a line that is too long, and for anything but a file
 */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  await requireFile(file);
  /** The parts of an incomplete line; joined once, as it may have many. */
  let parts: Buffer[] = [];
  let size = 0;
  let offset = 0;
  const line = (bytes: Buffer, whole: boolean): Line => {
    const found = { text: bytes.toString(), offset, length: bytes.length, whole };
    offset += bytes.length + 1;
    return found;
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      const last = chunk.subarray(from, end);
      yield line(parts.length === 0 ? last : Buffer.concat([...parts, last]), true);
      [parts, size] = [[], 0];
      from = end + 1;
    }
    parts.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > LONGEST) throw new Error(`a line has more than ${LONGEST >> 20} MiB`);
  }
  if (size > 0) yield line(Buffer.concat(parts), false);
}
