const MOST = 120;

/** A text of a file as a message shows it: cut where it is long. */
export const excerpt = (text: string): string =>
  text.length <= MOST ? text : `${text.slice(0, MOST)}… (${text.length} characters)`;
