/** Maximum length of a line, in characters. */
const LINE = 2000;
/** Maximum length of a message, in characters. */
const MESSAGE = 12_000;
/** The part of it kept from the end, where a message says what to do. */
const END = 1 / 4;

const isSecondHalf = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** A position to cut at that does not split a surrogate pair. */
const cutAt = (text: string, place: number): number =>
  isSecondHalf(text.charCodeAt(place)) ? place - 1 : place;

/** A text with its middle cut out if it is longer than `most` characters. */
const cut = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const head = cutAt(text, Math.ceil(most * (1 - END)));
  const tail = cutAt(text, text.length - Math.floor(most * END));
  return `${text.slice(0, head)}… (${tail - head} more characters) …${text.slice(tail)}`;
};

/** A message of bounded length: the middle of long lines and of long messages is cut out. */
export const shortened = (message: string): string =>
  cut(
    message
      .split('\n')
      .map((line) => cut(line, LINE))
      .join('\n'),
    MESSAGE,
  );
