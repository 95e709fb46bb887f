/** A problem in a document, not yet located in its text. */
export interface Finding {
  /** Keys and list indices from the document's root. */
  readonly path: readonly PropertyKey[];
  /** Whether the key or its value is wrong; for a missing value the parent's position is used. */
  readonly at: 'key' | 'value';
  readonly message: string;
}

/** A finding about the value at a path. */
export const atValue = (path: readonly PropertyKey[], message: string): Finding => ({
  path,
  at: 'value',
  message,
});

/** A finding about the last key of a path. */
export const atKey = (path: readonly PropertyKey[], message: string): Finding => ({
  path,
  at: 'key',
  message,
});

/** A path as text: `procedures[0].intendedLoads[2]`; empty for the root. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');

/** Converts findings of a part of a document to findings of the document. @param path of the part */
export const within = (path: readonly PropertyKey[], findings: readonly Finding[]): Finding[] =>
  findings.map((finding) => ({ ...finding, path: [...path, ...finding.path] }));

/** A key that is equal for findings with the same path and message. */
export const findingKey = ({ path, message }: Finding): string => `${pathText(path)} ${message}`;
