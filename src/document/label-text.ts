import { checkedText } from './checked-text.js';

/** A text for the reader that names something in reports. @param most of its characters */
export const labelText = (most: number) =>
  checkedText((text) => {
    if (text.trim() === '') return 'expected a name';
    if (text.length > most) return `expected at most ${most} characters`;
    return /\p{C}/u.test(text) ? 'a name has no invisible characters' : undefined;
  });
