const MOST = 120;

/** A text from a file, shortened for a message if it is long. */
export const excerpt = (text: string): string =>
  text.length <= MOST ? text : `${text.slice(0, MOST)}… (${text.length} characters)`;
