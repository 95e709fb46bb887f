import {
  quantityFacts,
  type BoundedFigure,
  type MeasuredFigure,
} from '../rfc2544/quantities/quantity.js';
import type { Change, ComparedValue } from './change.js';
import type { Interval } from '../statistics/contrast.js';
import type { FigureEvidence, RunRepeats } from './evidence.js';
import { judgeBounds, judgeExactly, judgeRepeats, unjudged } from './judge.js';
import type { FigurePair } from './pairs.js';
import { weigh, type Weighed } from './weigh.js';

/** A pair, and how to judge it once the significance level is known. */
export interface Prepared {
  readonly pair: FigurePair;
  readonly values: ComparedValues;
  /** Whether the two can be compared. */
  readonly comparable: boolean;
  /** Present if repeats are compared. */
  readonly weighed?: Weighed | undefined;
  readonly judge: (level: number) => Change;
}

type ComparedValues = readonly [ComparedValue, ComparedValue];

const meanOr = ({ values, value }: FigureEvidence): number | null => {
  const total = values.reduce((sum, each) => sum + each, 0);
  return values.length < 2 ? value : total / values.length;
};

/** Without Math.min(...values): lists may exceed the maximum number of arguments. */
const rangeOf = ({ values, value }: FigureEvidence): Interval | undefined => {
  const all = values.length === 0 && value !== null ? [value] : values;
  if (all.length === 0) return undefined;
  return {
    least: all.reduce((one, other) => Math.min(one, other), Infinity),
    most: all.reduce((one, other) => Math.max(one, other), -Infinity),
  };
};

const ofEvidence = (evidence: FigureEvidence): ComparedValue => ({
  // Repeats are compared by their mean, not by the value shown in a report.
  value: evidence.exact ? evidence.value : meanOr(evidence),
  n: Math.max(evidence.values.length, evidence.value === null ? 0 : 1),
  atLeast: evidence.atLeast,
  range: rangeOf(evidence),
});

const TOO_FEW = 'one repeat is not enough: measure at least two, or three blocks';
const OTHER_LOADS = 'the references, and therefore the loads, differ';
const OTHER_BASIS = 'one run has repeats, the other the bounds of a search';

const ofBounds = ({ value, least, most }: BoundedFigure): ComparedValue => ({
  value,
  n: 1,
  atLeast: most === Infinity,
  range: { least, most },
});

/** A figure in a run, with its repeats if it has any. */
const found = (figure: MeasuredFigure, run: RunRepeats) => {
  if (figure.basis === 'bounds') return { figure, value: ofBounds(figure) };
  const evidence = run.evidenceOf(figure);
  return { evidence, value: ofEvidence(evidence) };
};

/**
 * Prepares the comparison of a pair.
 * @param obstacles why the two cannot be compared
 */
export const prepare = (
  pair: FigurePair,
  [first, second]: readonly [RunRepeats, RunRepeats],
  obstacles: readonly string[],
): Prepared => {
  const facts = quantityFacts(pair.one.quantity);
  const [one, other] = [found(pair.one.figure, first), found(pair.other.figure, second)];
  const values = [one.value, other.value] as const;
  const cannot = (because: string): Prepared => {
    return { pair, values, comparable: false, judge: () => unjudged(values, facts, because) };
  };
  const doubts = [...obstacles, ...(pair.loadsDiffer ? [OTHER_LOADS] : [])];
  if (doubts.length > 0) return cannot(doubts.join('; '));
  const common = { pair, values, comparable: true } as const;
  if (one.figure !== undefined && other.figure !== undefined) {
    const bounds = [one.figure, other.figure] as const;
    return { ...common, judge: () => judgeBounds(...bounds, facts) };
  }
  if (one.evidence === undefined || other.evidence === undefined) return cannot(OTHER_BASIS);
  const evidence = [one.evidence, other.evidence] as const;
  if (evidence.every(({ exact }) => exact)) {
    return { ...common, judge: () => judgeExactly(values, facts) };
  }
  const weighed = weigh(...evidence, facts, Math.max(first.drift, second.drift));
  if (weighed !== undefined) {
    return { ...common, weighed, judge: (level) => judgeRepeats(weighed, values, facts, level) };
  }
  const because = values.some(({ value }) => value === null) ? 'not measured in both' : TOO_FEW;
  return { ...common, judge: () => unjudged(values, facts, because) };
};
