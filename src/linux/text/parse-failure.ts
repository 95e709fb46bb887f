import { Failure } from '../../model/failure.js';

/** What a parser of a machine's text could not make sense of. */
export interface ParseFacts {
  /** The file or command the text came from: `/proc/net/softnet_stat`, `ip -j link`. */
  readonly source: string;
  /** What was looked for: "a hexadecimal number". */
  readonly expected: string;
  /** The offending text; shown shortened. */
  readonly text: string;
  /** The machine, where the caller knows it. */
  readonly where?: string | undefined;
  readonly cause?: unknown;
}

const SHOWN = 120;

const excerpt = (text: string): string => {
  const line = JSON.stringify(text.trim());
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}… (${text.length} characters)` : line;
};

/** Text of a machine's kernel or tools that does not have the form it is known to have. */
export class ParseFailure extends Failure {
  constructor({ source, expected, text, where, cause }: ParseFacts) {
    super({
      attempted: `reading ${source}`,
      where,
      got: `expected ${expected}, found ${excerpt(text)}`,
      remedy: 'this kernel or tool writes another format than the ones vrbench knows: report it',
      cause,
    });
  }
}
