import { Failure } from '../../model/failure.js';

/** Text that could not be parsed. */
export interface ParseFacts {
  /** The file or command the text came from: `/proc/net/softnet_stat`, `ip -j link`. */
  readonly source: string;
  /** What the parser expected: "a hexadecimal number". */
  readonly expected: string;
  /** The offending text; truncated in the message. */
  readonly text: string;
  /** The machine, if the caller knows it. */
  readonly where?: string | undefined;
  /** How to fix it, if known. */
  readonly remedy?: string | undefined;
  readonly cause?: unknown;
}

const UNKNOWN_FORMAT =
  'this version of the kernel or tool uses a format unknown to vrbench: please report it';

const EXCERPT_LENGTH = 120;

const excerpt = (text: string): string => {
  const line = JSON.stringify(text.trim());
  return line.length > EXCERPT_LENGTH
    ? `${line.slice(0, EXCERPT_LENGTH)}… (${text.length} characters)`
    : line;
};

/** Text of a machine's kernel or tools is not in the expected format. */
export class ParseFailure extends Failure {
  constructor({ source, expected, text, where, remedy = UNKNOWN_FORMAT, cause }: ParseFacts) {
    super({
      attempted: `reading ${source}`,
      where,
      got: `expected ${expected}, found ${excerpt(text)}`,
      remedy,
      cause,
    });
  }
}
