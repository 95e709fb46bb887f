import { Failure } from '../model/failure.js';
import type { Located } from './yaml-source.js';

/** `playbooks/x.yaml:6:5 dataPlanes[1]: unknown data plane …` */
const problemLine = (file: string, { line, column, path, message }: Located): string =>
  `${file}:${line}:${column}${path === '' ? '' : ` ${path}`}: ${message}`;

/** A file that cannot be used, with all of its problems. */
export class InvalidFile extends Failure {
  override readonly kind = 'invalid-file';
  readonly file: string;
  /** One line each, with file, line and column. Never empty. */
  readonly problems: readonly string[];

  constructor(file: string, problems: readonly string[], cause?: unknown) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super({ attempted: `reading ${file}`, got: [count, ...problems].join('\n  '), cause });
    this.file = file;
    this.problems = problems;
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
