import { QUANTITIES } from '../rfc2544/quantities/quantity.js';
import type { PlacedFigure } from './figures.js';
import type { PairedFigures } from './pairs.js';

type Dimension = readonly [name: string, of: (figure: PlacedFigure) => string | undefined];

const DIMENSIONS: readonly Dimension[] = [
  ['data planes', ({ dataPlane }) => dataPlane],
  ['networks', ({ network }) => network],
  ['modifiers', ({ modifier = 'none' }) => modifier],
  ['frame sizes', ({ frameSize }) => frameSize?.toString()],
  ['tests', ({ test }) => test],
];

const conditionText = ({ figure: { at } }: PlacedFigure): string | undefined => {
  if (at === undefined) return undefined;
  return 'load' in at ? `${at.load} pps` : 'goal' in at ? `goal ${at.goal}` : at.kind;
};

/** Maximum number of listed values. */
const MOST_LISTED = 8;

const listed = (values: readonly string[]): string =>
  values.length === 0
    ? 'none'
    : values.length <= MOST_LISTED
      ? values.join(', ')
      : `${values.slice(0, MOST_LISTED).join(', ')} and ${values.length - MOST_LISTED} more`;

const distinct = (
  figures: readonly PlacedFigure[],
  of: (figure: PlacedFigure) => string | undefined,
): readonly string[] => [...new Set(figures.flatMap((figure) => of(figure) ?? []))];

/** The values that are in only one of two lists. */
const differenceText = (
  name: string,
  one: readonly string[],
  other: readonly string[],
): readonly string[] => {
  const [first, second] = [
    one.filter((value) => !other.includes(value)),
    other.filter((value) => !one.includes(value)),
  ];
  return first.length === 0 && second.length === 0
    ? []
    : [`${name} differ: only A has ${listed(first)}; only B has ${listed(second)}`];
};

/** Figures of only one run although the other has the same place: at other loads, or for other goals. */
const conditionTexts = ({ onlyOne, onlyOther }: PairedFigures): readonly string[] => {
  const tests = distinct([...onlyOne, ...onlyOther], ({ test }) => test);
  return tests.flatMap((test) => {
    const of = (figures: readonly PlacedFigure[]) =>
      distinct(
        figures.filter((figure) => figure.test === test),
        conditionText,
      );
    return differenceText(`loads or goals of ${test}`, of(onlyOne), of(onlyOther));
  });
};

const quantityText = ({ quantity }: PlacedFigure): string => QUANTITIES[quantity].title;

/** What is in only one of two runs, one line each. */
export const unpairedTexts = (
  one: readonly PlacedFigure[],
  other: readonly PlacedFigure[],
  paired: PairedFigures,
): readonly string[] => {
  const found = DIMENSIONS.flatMap(([name, of]) =>
    differenceText(name, distinct(one, of), distinct(other, of)),
  );
  if (found.length > 0) return found;
  const conditions = conditionTexts(paired);
  if (conditions.length > 0) return conditions;
  return differenceText(
    'measured quantities',
    distinct(paired.onlyOne, quantityText),
    distinct(paired.onlyOther, quantityText),
  );
};
