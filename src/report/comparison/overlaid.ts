import type { ComparedValue } from '../../comparison/change.js';
import type { ComparedFigure } from '../../comparison/compare.js';
import { groupBy } from '../../model/group-by.js';
import type { Axis, Lines, Point, Series } from '../../model/section/section.js';
import { quantityFacts, type QuantityName } from '../../rfc2544/quantities/quantity.js';
import { conditionText, modifiedPlane } from '../../rfc2544/sections/context.js';
import { conditionOf, loadOf } from './place.js';

const RUNS = [
  ['A', ({ one }: ComparedFigure) => one],
  ['B', ({ other }: ComparedFigure) => other],
] as const;

/** What figures are drawn over. */
interface Over {
  readonly x: Axis;
  readonly of: (figure: ComparedFigure) => number | undefined;
  /** What figures of the same chart have in common, in words. */
  readonly common: (figure: ComparedFigure) => string;
}

const OVER: readonly Over[] = [
  {
    x: { title: 'intended load', unit: 'pps', scale: 'linear' },
    of: loadOf,
    common: ({ frameSize, ...figure }) =>
      frameSize === undefined ? '' : `, ${conditionText({ ...figure, frameSize })}`,
  },
  {
    x: { title: 'frame size', unit: 'bytes', scale: 'linear' },
    of: (figure) => (loadOf(figure) === undefined ? figure.frameSize : undefined),
    common: ({ network }) => (network === undefined ? '' : `, ${network}`),
  },
];

const pointOf = (x: number, { value, range }: ComparedValue): readonly Point[] => {
  if (value === null) return [];
  const [least, greatest] = [range?.least ?? value, range?.most ?? value];
  // A search without an upper bound ends at the lower one.
  return [
    { x, y: value, least, greatest: Number.isFinite(greatest) ? greatest : value, trials: [] },
  ];
};

const seriesOf = (figures: readonly ComparedFigure[], { of }: Over): readonly Series[] =>
  [...groupBy(figures, modifiedPlane)].flatMap(([plane, own]) =>
    RUNS.map(([run, valueOf]) => ({
      name: `${plane} ${run}`,
      points: own.flatMap((figure) => pointOf(of(figure) ?? 0, valueOf(figure))),
    })),
  );

const linesOf = (
  name: QuantityName,
  figures: readonly ComparedFigure[],
  over: Over,
): readonly Lines[] => {
  const drawn = figures.filter((figure) => over.of(figure) !== undefined);
  const { title, unit } = quantityFacts(name);
  const textOf = (figure: ComparedFigure): string =>
    [over.common(figure), conditionOf(figure) ?? '', figure.test ?? ''].join(' ').trimEnd();
  return [...groupBy(drawn, textOf)].flatMap(([, own]): Lines[] => {
    const [first] = own;
    if (first === undefined || new Set(own.map(over.of)).size < 2) return [];
    const condition = conditionOf(first);
    return [
      {
        kind: 'lines',
        title: `${title[0]?.toUpperCase() ?? ''}${title.slice(1)} over ${over.x.title}${over.common(first)}${condition === undefined ? '' : `, ${condition}`}`,
        description: 'Both runs, with the spread of their repeats.',
        x: over.x,
        y: { title, unit, scale: 'linear' },
        series: seriesOf(own, over),
        references: [],
      },
    ];
  });
};

/** Both runs in one figure, for each quantity that was measured at several loads or frame sizes. */
export const overlaidFigures = (figures: readonly ComparedFigure[]): readonly Lines[] =>
  [...groupBy(figures, ({ quantity }) => quantity)].flatMap(([name, own]) =>
    OVER.flatMap((over) => linesOf(name, own, over)),
  );
