import type { Fault } from './fault.js';

/** What YAML 1.2 section 5.1 does not count as printable; its own byte order mark is. */
const UNPRINTABLE = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** A character that no YAML text has: NUL, an escape sequence of a terminal. */
export const unprintable = (text: string): Fault | undefined => {
  const found = UNPRINTABLE.exec(text);
  return found === null
    ? undefined
    : [found.index, `the character ${codePoint(found[0])} has no place in a YAML file`];
};

/** A file's bytes as text; where they are not UTF-8, with the offset of the first that is not. */
export const decoded = (bytes: Uint8Array): { readonly text: string; readonly fault?: Fault } => {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const again = new TextEncoder().encode(text);
  const wrong = again.findIndex((byte, index) => byte !== bytes[index]);
  if (wrong < 0 && again.length === bytes.length) return { text };
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, wrong));
  return { text, fault: [before.length, 'the file is not UTF-8 from here on'] };
};
