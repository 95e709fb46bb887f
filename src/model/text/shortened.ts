/** How much of a line is kept, in characters. */
const LINE = 2000;
/** How much of a message is kept. */
const MESSAGE = 12_000;
/** How much of that is its end, where a message says what to do. */
const END = 1 / 4;

const isSecondHalf = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** A place to cut that splits no character. */
const cutAt = (text: string, place: number): number =>
  isSecondHalf(text.charCodeAt(place)) ? place - 1 : place;

/** The beginning and the end of a text that is longer than so many characters. */
const cut = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const head = cutAt(text, Math.ceil(most * (1 - END)));
  const tail = cutAt(text, text.length - Math.floor(most * END));
  return `${text.slice(0, head)}… (${tail - head} more characters) …${text.slice(tail)}`;
};

/** A message of a sane length: of a long line, and of a long message, the middle is left out. */
export const shortened = (message: string): string =>
  cut(
    message
      .split('\n')
      .map((line) => cut(line, LINE))
      .join('\n'),
    MESSAGE,
  );
