import { intervalOf, type Interval } from '../statistics/contrast.js';
import type { BoundedFigure, QuantityFacts } from '../rfc2544/quantities/quantity.js';
import { verdictOf, type Change, type ComparedValue } from './change.js';
import type { Weighed } from './weigh.js';

/** If the bounds of a change include 0 and reach further than this, the verdict is 'cannot-tell'. */
const WIDEST = 0.25;

const widened = ({ least, most }: Interval, by: number): Interval => ({
  least: least - by,
  most: most + by,
});

const mapped = ({ least, most }: Interval, map: (value: number) => number): Interval => ({
  least: map(least),
  most: map(most),
});

/** Whether the change may be due to a lower bound: the figure itself may be higher. */
const isOpen = (
  { least, most }: Interval,
  one: Pick<ComparedValue, 'atLeast'>,
  other: Pick<ComparedValue, 'atLeast'>,
): boolean => (one.atLeast && most > 0) || (other.atLeast && least < 0);

const DRIFT: Readonly<Record<Weighed['method'], string>> = {
  repeats:
    'emulated machines drift, and these were measured one after the other; order: interleaved cancels the drift',
  blocks: 'the runs drifted differently',
};

/** Judges repeats at a significance level. @param level the probability that the change is outside its bounds */
export const judgeRepeats = (
  { method, logarithmic, contrast, allowed, drift, base }: Weighed,
  [one, other]: readonly [ComparedValue, ComparedValue],
  { better, change }: QuantityFacts,
  level: number,
): Change => {
  const narrow = widened(intervalOf(contrast, level), allowed - drift);
  const own = widened(narrow, drift);
  const relative = change === 'relative' && (logarithmic || base > 0);
  const toScale = logarithmic
    ? Math.expm1
    : (value: number): number => (relative ? value / base : value);
  const bounds = mapped(own, toScale);
  const { effectSize } = contrast;
  const common = {
    ...{ method, scale: relative ? ('relative' as const) : ('absolute' as const) },
    ...{ value: toScale(contrast.difference), bounds, effectSize },
  };
  const verdict = verdictOf(bounds, better);
  const unknown = (because: string): Change => ({ ...common, verdict: 'cannot-tell', because });
  if (verdict !== 'no-change') {
    return isOpen(bounds, one, other)
      ? unknown('a lower bound')
      : { ...common, verdict, because: undefined };
  }
  if (drift > 0 && verdictOf(narrow, better) !== 'no-change') return unknown(DRIFT[method]);
  const isWide = relative && (bounds.least < -WIDEST || bounds.most > WIDEST);
  if (isWide) return unknown(drift > 0 ? DRIFT[method] : 'repeats are too far apart');
  return { ...common, verdict, because: undefined };
};

/** Judges the bounds of two searches: if they overlap, no change is seen. */
export const judgeBounds = (
  one: BoundedFigure,
  other: BoundedFigure,
  { better }: QuantityFacts,
): Change => {
  const apart: Interval = { least: other.least - one.most, most: other.most - one.least };
  const relative = one.value > 0;
  const bounds = relative
    ? { least: other.least / one.most - 1, most: other.most / one.least - 1 }
    : apart;
  return {
    method: 'bounds',
    scale: relative ? 'relative' : 'absolute',
    value: relative ? other.value / one.value - 1 : other.value - one.value,
    bounds,
    effectSize: undefined,
    // Bounds touch if the searches found the same load from either side.
    verdict: verdictOf(apart, better),
    because: undefined,
  };
};

/** Judges exactly repeatable figures: every difference is a change. */
export const judgeExactly = (
  [one, other]: readonly [ComparedValue, ComparedValue],
  { better, change }: QuantityFacts,
): Change => {
  const [first, second] = [one.value ?? NaN, other.value ?? NaN];
  const relative = change === 'relative' && first > 0;
  const value = relative ? second / first - 1 : second - first;
  const bounds = { least: value, most: value };
  const common = { method: 'exact', scale: relative ? 'relative' : 'absolute' } as const;
  const verdict = verdictOf(bounds, better);
  const open = verdict !== 'no-change' && isOpen(bounds, one, other);
  return {
    ...common,
    ...{ value, bounds, effectSize: undefined },
    verdict: open ? 'cannot-tell' : verdict,
    because: open ? 'a lower bound' : undefined,
  };
};

/** A change of which only the size is known. */
export const unjudged = (
  [one, other]: readonly [ComparedValue, ComparedValue],
  facts: QuantityFacts,
  because: string,
): Change => {
  if (one.value === null || other.value === null) {
    const none = { method: 'none', scale: facts.change, value: null, bounds: undefined } as const;
    return { ...none, effectSize: undefined, verdict: 'cannot-tell', because };
  }
  const { scale, value } = judgeExactly([one, other], facts);
  const size = { method: 'none', scale, value, bounds: undefined } as const;
  return { ...size, effectSize: undefined, verdict: 'cannot-tell', because };
};
