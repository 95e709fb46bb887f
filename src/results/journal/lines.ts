import { createReadStream } from 'node:fs';

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

/** Reads a file line by line; text after the last line feed comes last, if any. @throws the system's error */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  let rest = Buffer.alloc(0);
  let offset = 0;
  const line = (bytes: Buffer, whole: boolean): Line => {
    const found = { text: bytes.toString(), offset, length: bytes.length, whole };
    offset += bytes.length + 1;
    return found;
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const bytes = Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
      yield line(bytes.subarray(from, end), true);
      from = end + 1;
    }
    rest = bytes.subarray(from);
  }
  if (rest.length > 0) yield line(rest, false);
}
