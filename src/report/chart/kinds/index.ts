import type { Drawable, FigureKind } from '../figure-kind.js';
import { differenceKind } from './difference/index.js';
import { linesKind } from './lines/index.js';
import { stacksKind } from './stacks/index.js';

type Kinds = { readonly [Kind in Drawable['kind']]: FigureKind<Extract<Drawable, { kind: Kind }>> };

/** Every kind of figure there is. */
const FIGURE_KINDS: Kinds = {
  lines: linesKind,
  stacks: stacksKind,
  difference: differenceKind,
};

/** The properties of a figure's kind. */
export const kindOf = (figure: Drawable): FigureKind<Drawable> =>
  // The table maps each kind to its own entry.
  FIGURE_KINDS[figure.kind] as unknown as FigureKind<Drawable>;
