declare const markup: unique symbol;

/** Text of HTML or SVG in which nothing from outside is unescaped. */
export type Markup = string & { readonly [markup]: true };

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** Text from anywhere as markup that shows it. */
export const text = (value: string | number): Markup => escaped(`${value}`) as Markup;

/** What was made elsewhere of markup only, such as the style sheet. */
export const trusted = (value: string): Markup => value as Markup;

/** Values of attributes; those undefined or false are left out, those true have no value. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export type Child = Markup | readonly Child[] | undefined;

const flat = (child: Child): string =>
  child === undefined ? '' : typeof child === 'string' ? child : child.map(flat).join('');

/** Markup one after the other. */
export const together = (...children: readonly Child[]): Markup => flat(children) as Markup;

const attribute = ([name, value]: readonly [string, Attributes[string]]): string => {
  if (value === undefined || value === false) return '';
  return value === true ? ` ${name}` : ` ${name}="${escaped(`${value}`)}"`;
};

/** An element; names of elements and attributes are the program's own. */
export const element = (
  name: string,
  attributes: Attributes = {},
  ...children: readonly Child[]
): Markup =>
  `<${name}${Object.entries(attributes).map(attribute).join('')}>${flat(children)}</${name}>` as Markup;

/** An element of HTML that has no end: `<meta>`. */
export const voidElement = (name: string, attributes: Attributes): Markup =>
  `<${name}${Object.entries(attributes).map(attribute).join('')}>` as Markup;
