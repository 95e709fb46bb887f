import type { z } from 'zod';
import { jsonFault } from '../document/json/fault.js';
import { Failure, reasonOf, type FailureFacts } from '../model/failure.js';

/** An archive, or a file in one, that is missing or invalid. */
export class UnreadableArchive extends Failure {
  override readonly kind = 'invalid-file';

  constructor(file: string, facts: Pick<FailureFacts, 'got' | 'remedy' | 'cause'>) {
    super({ attempted: `reading ${file}`, ...facts });
  }

  /** From an error of the file system. @param whereMissing the remedy if the file is missing */
  static unread(file: string, cause: unknown, whereMissing?: string): UnreadableArchive {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    // ENOTDIR: a file was given where a folder is expected.
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? new UnreadableArchive(file, { got: 'no such file', remedy: whereMissing, cause })
      : new UnreadableArchive(file, { got: reasonOf(cause), cause });
  }

  /** For text that is not JSON, with the position of the error. @param cause thrown by `JSON.parse` */
  static notJson(file: string, text: string, cause: unknown): UnreadableArchive {
    const fault = jsonFault(text);
    const where = fault && ` at line ${fault.line}, column ${fault.column}: ${fault.message}`;
    return new UnreadableArchive(file, { got: `not JSON${where ?? ''}`, cause });
  }

  /** The same for a line. @param where its file and number */
  static notJsonLine(where: string, line: string, cause: unknown): UnreadableArchive {
    const fault = jsonFault(line);
    const at = fault && ` at column ${fault.column}: ${fault.message}`;
    return new UnreadableArchive(where, { got: `not JSON${at ?? ''}`, cause });
  }

  /** From a schema's problems, each with its position in the document. */
  static at(file: string, error: z.ZodError): UnreadableArchive {
    const lines = error.issues
      .flatMap(closest)
      .map(({ path, message }) => `${placeOf(path)}: ${message}`);
    return new UnreadableArchive(file, { got: lines.join('\n  '), cause: error });
  }
}

/** The problems of a value that may have several forms: those of the form that matches best. */
const closest = (issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] => {
  if (issue.code !== 'invalid_union') return [issue];
  const [best] = issue.errors.toSorted((one, other) => one.length - other.length);
  return best === undefined || best.length === 0
    ? [issue]
    : best.flatMap((each) => closest({ ...each, path: [...issue.path, ...each.path] }));
};

/** `results[0].result.test`; the document itself is named so. */
const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    return place === '' ? String(key) : `${place}.${String(key)}`;
  }, '') || 'the document';
