import { REFERENCE } from '../model/network/network.js';
import type { Sentence } from '../model/section/section.js';
import { joined, quantity, sentence } from '../model/section/sentence.js';
import type { CellResult } from '../results/schema.js';
import {
  quantityFacts,
  type MeasuredFigure,
  type QuantityName,
} from '../rfc2544/quantities/quantity.js';
import { testOf } from '../rfc2544/tests/index.js';

/** The main figure of a test, from run.json. */
const mainFigure = ({
  result,
}: CellResult): { name: QuantityName; figure: MeasuredFigure } | undefined => {
  for (const quantity of testOf(result).quantities) {
    const [figure] = quantity.figures(result);
    if (figure !== undefined && figure.value !== null) return { name: quantity.name, figure };
  }
  return undefined;
};

const isLowerBound = (figure: MeasuredFigure): boolean =>
  figure.basis === 'bounds' ? figure.most === Infinity : figure.lowerBoundOnly === true;

/** `ip-forwarder 783.7 kpps` */
const valueText = (cell: CellResult, unit: ReturnType<typeof quantityFacts>['unit']): Sentence => {
  const figure = mainFigure(cell)?.figure;
  if (figure === undefined) return [`${cell.dataPlane} none`];
  const value = quantity(figure.value ?? 0, unit);
  return isLowerBound(figure)
    ? sentence`${cell.dataPlane} at least ${value}`
    : sentence`${cell.dataPlane} ${value}`;
};

/** Whether two results differ by nothing but the data plane. */
const isAlike = (one: CellResult, other: CellResult): boolean =>
  one.procedure === other.procedure &&
  one.frameSize === other.frameSize &&
  one.network === other.network &&
  one.modifier === other.modifier;

/**
 * The result of a run in one line, from run.json alone: the figure of its first test that has one,
 * for each data plane at the same frame size, in the same network. Undefined if it has none. Pure.
 */
export const runHeadline = (results: readonly CellResult[]): Sentence | undefined => {
  const cells = results.filter(({ network }) => network !== REFERENCE);
  const first = cells.find((cell) => mainFigure(cell) !== undefined);
  const main = first && mainFigure(first);
  if (first === undefined || main === undefined) return undefined;
  const { title, unit } = quantityFacts(main.name);
  const values = cells.filter((cell) => isAlike(cell, first)).map((cell) => valueText(cell, unit));
  const of = first.modifier === undefined ? [] : [first.modifier];
  const where = [...(first.network === undefined ? [] : [first.network]), ...of].join(', ');
  const size = quantity(first.frameSize, 'bytes');
  const condition =
    where === '' ? sentence`${title}, ${size}` : sentence`${title}, ${size}, ${where}`;
  return sentence`${condition}: ${joined(values, ', ')}`;
};
