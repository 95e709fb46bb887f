import type { Absent, Block, Section, Table } from '../../model/section/section.js';
import type { Drawable } from '../chart/figure-kind.js';
import { element, text, type Markup } from '../markup.js';
import { figureMarkup } from './figure.js';
import { tableMarkup } from './table.js';
import { sentenceMarkup } from './words.js';

/** The place of a block on the page. */
export interface BlockPlace {
  readonly section: Section;
  readonly key: string;
  readonly label: string;
}

const figure = (block: Drawable, title: string, { key, label, section }: BlockPlace): Markup =>
  figureMarkup(block, { key, label, titled: title === section.title });

/** Tables next to figures are folded. */
const hasFigures = ({ blocks }: Section): boolean =>
  blocks.some(({ kind }) => kind !== 'table' && kind !== 'absent');

const table = (block: Table, { key, section }: BlockPlace): Markup =>
  tableMarkup(block, {
    key,
    summary: hasFigures(section) ? block.title : undefined,
    titled: block.title === section.title,
  });

/** A missing figure, and why. */
const absent = ({ title, why }: Absent, { section }: BlockPlace): Markup =>
  element(
    'figure',
    {},
    title === section.title ? undefined : element('h3', {}, text(title)),
    element('p', { class: 'absent' }, text('Not shown: '), sentenceMarkup(why)),
  );

type Renderers = {
  readonly [Kind in Block['kind']]: (
    block: Extract<Block, { kind: Kind }>,
    place: BlockPlace,
  ) => Markup;
};

/** Every kind of block there is. */
const RENDERERS: Renderers = {
  table,
  absent,
  lines: (block, place) => figure(block, block.title, place),
  stacks: (block, place) => figure(block, block.title, place),
  difference: (block, place) => figure(block, block.table.title, place),
};

/** A block of a section. */
export const blockMarkup = (block: Block, place: BlockPlace): Markup =>
  // The table maps each kind to its own renderer.
  (RENDERERS[block.kind] as (block: Block, place: BlockPlace) => Markup)(block, place);
