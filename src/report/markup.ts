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

/** Untrusted text as escaped markup. */
export const text = (value: string | number): Markup => escaped(`${value}`) as Markup;

/** Trusted markup from elsewhere, such as the style sheet. */
export const trusted = (value: string): Markup => value as Markup;

/** Values of attributes: undefined and false are left out, true has no value. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export type Child = Markup | readonly Child[] | undefined;

const flat = (child: Child): string =>
  child === undefined ? '' : typeof child === 'string' ? child : child.map(flat).join('');

/** Concatenated markup. */
export const concatenated = (...children: readonly Child[]): Markup => flat(children) as Markup;

const attribute = ([name, value]: readonly [string, Attributes[string]]): string => {
  if (value === undefined || value === false) return '';
  return value === true ? ` ${name}` : ` ${name}="${escaped(`${value}`)}"`;
};

/** An element; names of elements and attributes are not escaped. */
export const element = (
  name: string,
  attributes: Attributes = {},
  ...children: readonly Child[]
): Markup =>
  `<${name}${Object.entries(attributes).map(attribute).join('')}>${flat(children)}</${name}>` as Markup;

/** A void element of HTML, such as `<meta>`. */
export const voidElement = (name: string, attributes: Attributes): Markup =>
  `<${name}${Object.entries(attributes).map(attribute).join('')}>` as Markup;
