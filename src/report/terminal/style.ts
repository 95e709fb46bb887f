/** Ways a piece of text can stand out, by the names `util.styleText` knows. */
export type Emphasis = 'bold' | 'dim' | 'yellow' | 'red';

/** Makes text stand out; `util.styleText` fits and obeys NO_COLOR. */
export type Style = (emphasis: Emphasis, text: string) => string;

/** For files and pipes. */
export const plain: Style = (_, text) => text;
