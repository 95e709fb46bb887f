import type { Figure, FigureKind } from '../figure-kind.js';
import { differenceKind } from './difference/index.js';
import { linesKind } from './lines/index.js';
import { stacksKind } from './stacks/index.js';

type Kinds = { readonly [Kind in Figure['kind']]: FigureKind<Extract<Figure, { kind: Kind }>> };

/** Every kind of figure there is. */
const FIGURE_KINDS: Kinds = {
  lines: linesKind,
  stacks: stacksKind,
  difference: differenceKind,
};

/** What there is to know of a figure's kind. */
export const kindOf = (figure: Figure): FigureKind<Figure> =>
  // The table gives each kind its own.
  FIGURE_KINDS[figure.kind] as unknown as FigureKind<Figure>;
