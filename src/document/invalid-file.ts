import { Failure } from '../model/failure.js';
import { excerpt } from './excerpt.js';
import type { Located } from './yaml/read.js';

/** `playbooks/x.yaml:6:5 dataPlanes[1]: unknown data plane …` */
const problemLine = (file: string, { line, column, path, message }: Located): string =>
  `${file}:${line}:${column}${path === '' ? '' : ` ${excerpt(path)}`}: ${message}`;

/** The most problems that are listed: a file with more has one cause for most of them. */
const MOST_LISTED = 50;

/** A file that cannot be used, with all of its problems. */
export class InvalidFile extends Failure {
  override readonly kind = 'invalid-file';
  readonly file: string;
  /** One line each, with file, line and column; of very many the first ones, and how many more there are. Never empty. */
  readonly problems: readonly string[];

  constructor(file: string, problems: readonly string[], cause?: unknown) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    const more = problems.length - MOST_LISTED;
    const listed =
      more <= 0 ? problems : [...problems.slice(0, MOST_LISTED), `${file}: and ${more} more`];
    super({ attempted: `reading ${file}`, got: [count, ...listed].join('\n  '), cause });
    this.file = file;
    this.problems = listed;
  }

  /** From located problems, sorted by line and column. */
  static at(file: string, located: readonly Located[]): InvalidFile {
    const sorted = located.toSorted((a, b) => a.line - b.line || a.column - b.column);
    return new InvalidFile(
      file,
      sorted.map((problem) => problemLine(file, problem)),
    );
  }
}
