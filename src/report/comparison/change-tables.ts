import { CHANGE_VERDICTS, type ComparedValue } from '../../comparison/change.js';
import type { ComparedFigure } from '../../comparison/compare.js';
import { groupBy } from '../../model/group-by.js';
import type { Column, Table, Value } from '../../model/section/section.js';
import { QUANTITIES, quantityFacts, type QuantityName } from '../../rfc2544/quantities/quantity.js';
import { modifiedPlane } from '../../rfc2544/sections/context.js';
import { differences, numbers, plain, table, words } from '../../rfc2544/sections/table.js';
import { conditionOf, loadOf } from './place.js';

/** A column, and its value of a figure; left out if no figure of the table has one. */
interface Part {
  readonly column: Column;
  readonly of: (figure: ComparedFigure) => Value;
  readonly optional?: true;
}

const finite = (value: number | null | undefined): Value =>
  value === null || value === undefined || !Number.isFinite(value) ? null : value;

const shown = ({ value, atLeast }: ComparedValue): Value =>
  atLeast && value !== null ? { atLeast: value } : finite(value);

/** A bound of a change in the scale of the table; changes on another scale are in the remarks. */
const inScale = (
  { change: { scale } }: ComparedFigure,
  name: QuantityName,
  value: number | null | undefined,
): Value => (scale === quantityFacts(name).change ? finite(value) : null);

const partsOf = (name: QuantityName): readonly Part[] => {
  const { unit, change } = quantityFacts(name);
  const by = change === 'relative' ? 'ratio' : unit;
  const points = change === 'absolute' && unit === 'ratio' ? ' (points)' : '';
  return [
    { column: words('data-plane', 'data plane'), of: modifiedPlane },
    { column: words('network', 'network'), of: ({ network }) => network ?? null, optional: true },
    {
      column: numbers('frame-size', 'frame size', 'bytes'),
      of: ({ frameSize }) => frameSize ?? null,
      optional: true,
    },
    { column: words('test', 'test'), of: ({ test }) => test ?? null, optional: true },
    {
      column: words('condition', 'condition'),
      of: (figure) => conditionOf(figure) ?? null,
      optional: true,
    },
    {
      column: numbers('load', 'load', 'pps'),
      of: (figure) => loadOf(figure) ?? null,
      optional: true,
    },
    { column: numbers('a', 'A', unit), of: ({ one }) => shown(one) },
    { column: numbers('b', 'B', unit), of: ({ other }) => shown(other) },
    {
      column: differences('change', `change${points}`, by),
      of: (figure) => inScale(figure, name, figure.change.value),
    },
    {
      column: differences('least', 'at least', by),
      of: (figure) => inScale(figure, name, figure.change.bounds?.least),
    },
    {
      column: differences('most', 'at most', by),
      of: (figure) => inScale(figure, name, figure.change.bounds?.most),
    },
    {
      column: plain('effect-size', 'g'),
      of: ({ change: { effectSize } }) => finite(effectSize),
      optional: true,
    },
    { column: numbers('n-a', 'n A', 'count'), of: ({ one }) => one.n },
    { column: numbers('n-b', 'n B', 'count'), of: ({ other }) => other.n },
    {
      column: words('verdict', 'verdict'),
      of: ({ change: { verdict } }) => CHANGE_VERDICTS[verdict],
    },
    {
      column: words('because', 'because'),
      of: ({ change: { because } }) => because ?? null,
      optional: true,
    },
  ];
};

const tableOf = (name: QuantityName, figures: readonly ComparedFigure[]): Table => {
  const parts = partsOf(name).filter(
    ({ of, optional }) => optional === undefined || figures.some((figure) => of(figure) !== null),
  );
  return table(
    `${QUANTITIES[name].title[0]?.toUpperCase() ?? ''}${QUANTITIES[name].title.slice(1)}`,
    parts.map(({ column }) => column),
    figures.map((figure) => parts.map(({ of }) => of(figure))),
  );
};

/** A table for each quantity that both runs have. */
export const changeTables = (figures: readonly ComparedFigure[]): readonly Table[] =>
  [...groupBy(figures, ({ quantity }) => quantity)].map(([name, own]) => tableOf(name, own));
