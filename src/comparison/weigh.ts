import { pairedContrast, welchContrast, type Contrast } from '../statistics/contrast.js';
import { trendOf } from '../statistics/trend.js';
import type { QuantityFacts } from '../rfc2544/quantities/quantity.js';
import type { Evidence } from './evidence.js';
import { sampleOf } from '../statistics/sample.js';

/** What repeats of two runs say of a change, before it is decided at which level it is judged. */
export interface Weighed {
  readonly method: 'blocks' | 'repeats';
  /** In logarithms where the change is of positive values in parts of the first. */
  readonly logarithmic: boolean;
  readonly contrast: Contrast;
  /** How much of the difference may be an error that all repeats share, in the contrast's scale. */
  readonly allowed: number;
  /** Of it, what is drift of a machine that was measured one thing after the other. */
  readonly drift: number;
  /** What a difference in the quantity's unit is divided by to be relative; 0 where it cannot be. */
  readonly base: number;
}

/** Both runs' means of the blocks that both have. */
const commonBlocks = (
  one: Evidence,
  other: Evidence,
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
const scaled = ({ values, accuracy }: Evidence, logarithmic: boolean): number => {
  if (accuracy === 0 || !logarithmic) return accuracy;
  return Math.log1p(accuracy / sampleOf(values).mean);
};

/** What a drift by a factor does to a figure, in the contrast's scale. */
const driftIn = (
  { unit }: QuantityFacts,
  factor: number,
  { values }: Evidence,
  logarithmic: boolean,
): number => {
  if (logarithmic) return Math.log(factor);
  const { mean } = sampleOf(values);
  // A rate that is wrong by a factor makes the part that is not lost wrong by it.
  if (unit === 'ratio') return (factor - 1) * (1 - mean);
  return unit === 'frames' ? 0 : (factor - 1) * mean;
};

/**
 * Compares repeats: by the differences within blocks where both runs have them, as what was measured at
 * the same point of both runs drifted alike; otherwise as independent lists.
 * @param drift by what factor runs without blocks may be wrong; 1: they are not
 * @returns undefined for too few repeats
 */
export const weigh = (
  one: Evidence,
  other: Evidence,
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
    // Where the runs drifted differently, how far they did is in the difference.
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
