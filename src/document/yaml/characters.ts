import type { Fault } from './fault.js';

/** Characters that are not printable by YAML 1.2 section 5.1; the byte order mark is. */
const UNPRINTABLE = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** A character not allowed in YAML, such as NUL or the escape sequences of a terminal. */
export const unprintable = (text: string): Fault | undefined => {
  const found = UNPRINTABLE.exec(text);
  return found === null
    ? undefined
    : [found.index, `the character ${codePoint(found[0])} is not allowed in a YAML file`];
};

/** A file's bytes as text; if they are not UTF-8, with the offset of the first invalid one. */
export const decoded = (bytes: Uint8Array): { readonly text: string; readonly fault?: Fault } => {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const again = new TextEncoder().encode(text);
  const wrong = again.findIndex((byte, index) => byte !== bytes[index]);
  if (wrong < 0 && again.length === bytes.length) return { text };
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, wrong));
  return { text, fault: [before.length, 'invalid UTF-8 from here on'] };
};
