import { quantityFacts, type Figure } from '../rfc2544/quantities/quantity.js';
import type { Change, ComparedValue } from './change.js';
import type { Interval } from '../statistics/contrast.js';
import type { Evidence, RunEvidence } from './evidence.js';
import { judgeBounds, judgeExactly, judgeRepeats, unjudged } from './judge.js';
import type { FigurePair } from './pairs.js';
import { weigh, type Weighed } from './weigh.js';

/** A pair, and how it is judged once the level is known. */
export interface Prepared {
  readonly pair: FigurePair;
  readonly values: ComparedValues;
  /** Whether one says anything of the other. */
  readonly comparable: boolean;
  /** Where it is repeats that are compared. */
  readonly weighed?: Weighed | undefined;
  readonly judge: (level: number) => Change;
}

type ComparedValues = readonly [ComparedValue, ComparedValue];

const meanOr = ({ values, value }: Evidence): number | null => {
  const total = values.reduce((sum, each) => sum + each, 0);
  return values.length < 2 ? value : total / values.length;
};

/** Lists may be longer than a call has arguments. */
const rangeOf = ({ values, value }: Evidence): Interval | undefined => {
  const all = values.length === 0 && value !== null ? [value] : values;
  if (all.length === 0) return undefined;
  return {
    least: all.reduce((one, other) => Math.min(one, other), Infinity),
    most: all.reduce((one, other) => Math.max(one, other), -Infinity),
  };
};

const ofEvidence = (evidence: Evidence): ComparedValue => ({
  // What repeats are compared by, not the one of them that stands for all in a report.
  value: evidence.exact ? evidence.value : meanOr(evidence),
  n: Math.max(evidence.values.length, evidence.value === null ? 0 : 1),
  atLeast: evidence.atLeast,
  range: rangeOf(evidence),
});

const TOO_FEW = 'one repeat shows no spread: measure at least two, or three blocks';
const OTHER_LOADS = 'the reference, and with it the loads, differ';
const OTHER_BASIS = 'one run has repeats, the other the bounds of a search';

/** Figures as a run has them, whatever they are based on. */
const valueIn = (figure: Figure, run: RunEvidence): ComparedValue =>
  figure.basis === 'bounds'
    ? {
        value: figure.value,
        n: 1,
        atLeast: figure.most === Infinity,
        range: { least: figure.least, most: figure.most },
      }
    : ofEvidence(run.evidenceOf(figure));

/**
 * What there is to compare a pair by.
 * @param obstacles why one says nothing of the other
 */
export const prepare = (
  pair: FigurePair,
  [first, second]: readonly [RunEvidence, RunEvidence],
  obstacles: readonly string[],
): Prepared => {
  const facts = quantityFacts(pair.one.quantity);
  const [one, other] = [pair.one.figure, pair.other.figure];
  const values = [valueIn(one, first), valueIn(other, second)] as const;
  const cannot = (because: string): Prepared => {
    return { pair, values, comparable: false, judge: () => unjudged(values, facts, because) };
  };
  const doubts = [...obstacles, ...(pair.loadsDiffer ? [OTHER_LOADS] : [])];
  if (doubts.length > 0) return cannot(doubts.join('; '));
  const common = { pair, values, comparable: true } as const;
  if (one.basis === 'bounds' && other.basis === 'bounds') {
    return { ...common, judge: () => judgeBounds(one, other, facts) };
  }
  if (one.basis === 'bounds' || other.basis === 'bounds') return cannot(OTHER_BASIS);
  const evidence = [first.evidenceOf(one), second.evidenceOf(other)] as const;
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
