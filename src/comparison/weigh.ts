import { pairedContrast, welchContrast, type Contrast } from '../statistics/contrast.js';
import { trendOf } from '../statistics/trend.js';
import type { QuantityFacts } from '../rfc2544/quantities/quantity.js';
import type { FigureEvidence } from './evidence.js';
import { sampleOf } from '../statistics/sample.js';

/** The contrast of repeats of two runs, before the significance level is known. */
export interface Weighed {
  readonly method: 'blocks' | 'repeats';
  /** Whether values are compared as logarithms: for relative changes of positive values. */
  readonly logarithmic: boolean;
  readonly contrast: Contrast;
  /** The part of the difference that may be a systematic error, in the contrast's scale. */
  readonly allowed: number;
  /** The part of that due to drift between measurements made one after the other. */
  readonly drift: number;
  /** The divisor that makes a difference in the quantity's unit relative; 0 if impossible. */
  readonly base: number;
}

/** The means of both runs in their common blocks. */
const commonBlocks = (
  one: FigureEvidence,
  other: FigureEvidence,
): readonly (readonly [number, number])[] | undefined => {
  const { blocks } = one;
  const others = other.blocks;
  if (blocks === undefined || others === undefined) return undefined;
  return [...blocks]
    .toSorted(([first], [second]) => first - second)
    .flatMap(([block, value]) => {
      const partner = others.get(block);
      return partner === undefined ? [] : [[value, partner] as const];
    });
};

const isPositive = (value: number): boolean => value > 0;

/** An error of a mean, in the contrast's scale. */
const scaled = ({ values, accuracy }: FigureEvidence, logarithmic: boolean): number => {
  if (accuracy === 0 || !logarithmic) return accuracy;
  return Math.log1p(accuracy / sampleOf(values).mean);
};

/** The effect of a drift by a factor on a figure, in the contrast's scale. */
const driftIn = (
  { unit }: QuantityFacts,
  factor: number,
  { values }: FigureEvidence,
  logarithmic: boolean,
): number => {
  if (logarithmic) return Math.log(factor);
  const { mean } = sampleOf(values);
  // If the rate is wrong by a factor, so is the fraction that is not lost.
  if (unit === 'ratio') return (factor - 1) * (1 - mean);
  return unit === 'frames' ? 0 : (factor - 1) * mean;
};

/**
 * Compares repeats: by the differences within blocks if both runs have them, because measurements at the same
 * point of both runs drifted alike; otherwise as independent lists.
 * @param drift the factor by which runs without blocks may drift; 1: none
 * @returns undefined for too few repeats
 */
export const weigh = (
  one: FigureEvidence,
  other: FigureEvidence,
  facts: QuantityFacts,
  drift: number,
): Weighed | undefined => {
  if (one.values.length === 0 || other.values.length === 0) return undefined;
  const logarithmic =
    facts.change === 'relative' && [...one.values, ...other.values].every(isPositive);
  const scale = logarithmic ? Math.log : (value: number) => value;
  const allowed = scaled(one, logarithmic) + scaled(other, logarithmic);
  const base = sampleOf(one.values).mean;
  const pairs = commonBlocks(one, other);
  const differences = pairs?.map(([first, second]) => scale(second) - scale(first)) ?? [];
  const paired = pairedContrast(differences);
  if (paired !== undefined) {
    // If the runs drifted differently, the difference includes that.
    const apart = Math.abs(trendOf(differences));
    const common = { method: 'blocks', logarithmic, base, contrast: paired } as const;
    return { ...common, allowed: allowed + apart, drift: apart };
  }
  const contrast = welchContrast(one.values.map(scale), other.values.map(scale));
  if (contrast === undefined) return undefined;
  const unsteady = drift === 1 ? 0 : driftIn(facts, drift, one, logarithmic);
  const common = { method: 'repeats', logarithmic, base, contrast } as const;
  return { ...common, allowed: allowed + unsteady, drift: unsteady };
};
