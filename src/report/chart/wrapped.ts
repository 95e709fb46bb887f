import { textWidth } from './text-width.js';

/** A text in lines of at most `width` pixels, broken between words. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(/ +/).filter((each) => each !== '')) {
    const line = lines.at(-1);
    if (line === undefined || textWidth(`${line} ${word}`) > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
};
