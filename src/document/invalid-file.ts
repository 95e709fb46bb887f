import { Failure, type FailureFacts, type FileProblem } from '../model/failure.js';
import { excerpt } from './excerpt.js';
import type { Located } from './yaml/read.js';

/** `playbooks/x.yaml:6:5 dataPlanes[1]: unknown data plane …` */
const problemLine = ({ file, line, column, path, message }: FileProblem): string => {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  return `${place}${path === undefined ? '' : ` ${excerpt(path)}`}: ${message}`;
};

/** Maximum number of listed problems: in a file with more, most have the same cause. */
const MOST_LISTED = 50;

/** A file that cannot be used, with all of its problems. */
export class InvalidFile extends Failure {
  override readonly kind = 'invalid-file';
  readonly file: string;
  /** One line each, with file, line and column; only the first of very many, and their number. Never empty. */
  readonly problems: readonly string[];

  /** @param found the problems; plain text is about the file as a whole */
  constructor(
    file: string,
    found: readonly (string | FileProblem)[],
    { remedy, cause }: Pick<FailureFacts, 'remedy' | 'cause'> = {},
  ) {
    const all = found.map((each) => (typeof each === 'string' ? { file, message: each } : each));
    const count = all.length === 1 ? 'a problem' : `${all.length} problems`;
    const more = all.length - MOST_LISTED;
    const problems = more <= 0 ? all : all.slice(0, MOST_LISTED);
    const lines = problems.map(problemLine);
    const listed = more <= 0 ? lines : [...lines, `${file}: and ${more} more`];
    const got = [count, ...listed].join('\n  ');
    super({ attempted: `reading ${file}`, got, remedy, problems, cause });
    this.file = file;
    this.problems = listed;
  }

  /** From located problems, sorted by line and column. */
  static at(file: string, located: readonly Located[]): InvalidFile {
    const sorted = located.toSorted((a, b) => a.line - b.line || a.column - b.column);
    return new InvalidFile(
      file,
      sorted.map(({ line, column, path, message }) => ({
        ...{ file, line, column, message },
        path: path === '' ? undefined : path,
      })),
    );
  }
}
