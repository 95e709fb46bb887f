/** The width of letters relative to the usual one, in the fonts of figures. */
const NARROW = /[ijltfrI.,:;'|() \u202f]/g;
const USUAL = 7;
const SLIM = 4;

/** About how wide a text is at 12 pixels: font metrics are not available here. */
export const textWidth = (text: string): number => {
  const narrow = text.match(NARROW)?.length ?? 0;
  return (text.length - narrow) * USUAL + narrow * SLIM;
};

/** A text in at most `width` pixels, cut with an ellipsis. */
export const fitted = (text: string, width: number): string => {
  if (textWidth(text) <= width) return text;
  let end = text.length;
  while (end > 1 && textWidth(text.slice(0, end)) > width - USUAL) end -= 1;
  return `${text.slice(0, end)}…`;
};
