import { checkedText } from './checked-text.js';

/** A label for use in reports. @param most its maximum length in characters */
export const labelText = (most: number) =>
  checkedText((text) => {
    if (text.trim() === '') return 'expected a name';
    if (text.length > most) return `expected at most ${most} characters`;
    return /\p{C}/u.test(text) ? 'it must not contain invisible characters' : undefined;
  });
