/** Text in lines of at most `width` columns, broken between words only; a longer word has its own line. */
export const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(/ +/).filter((each) => each !== '')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.length === 0 ? [''] : lines;
};

/** The same with all lines but the first moved to the right. */
export const hanging = (text: string, width: number, indent = 2): readonly string[] => {
  const [first = '', ...rest] = wrap(text, width);
  const left = rest.join(' ');
  if (left === '') return [first];
  return [first, ...wrap(left, width - indent).map((line) => `${' '.repeat(indent)}${line}`)];
};

/** The longest word of a text. */
export const longestWord = (text: string): number =>
  Math.max(...text.split(/ +/).map(({ length }) => length));
