import type { z } from 'zod';
import { durationText, frameCountText, percentText, rateText } from '../../document/quantity.js';
import type { Unit } from '../../model/section/section.js';
import { quantityFacts, type QuantityName } from '../../rfc2544/quantities/quantity.js';
import { testOf } from '../../rfc2544/tests/index.js';
import type { ThresholdRecord } from '../../rfc2544/quantities/threshold-schema.js';
import type { StatedThreshold } from './threshold-schema.js';

/** The notation of quantities by unit; no quantity of a test has another unit. */
const TEXTS: Readonly<Partial<Record<Unit, z.ZodType<number>>>> = {
  pps: rateText,
  ns: durationText,
  ratio: percentText,
  frames: frameCountText,
};

/** The quantity of a threshold: the default of its test if it names none. */
export const quantityOf = ({
  test,
  quantity,
  unlocated,
}: StatedThreshold): QuantityName | undefined =>
  unlocated === undefined ? (quantity ?? testOf({ test }).quantities[0]?.name) : 'unlocated';

/** A limit, or the problem with it. */
export type StatedLimit =
  | { readonly state: 'valid'; readonly limit: ThresholdRecord['limit']; readonly value: number }
  | { readonly state: 'invalid'; readonly key: keyof StatedThreshold; readonly message: string };

const LIMITS = [
  ['atLeast', 'at-least'],
  ['atMost', 'at-most'],
] as const;

const textOf = (name: QuantityName, text: string) => {
  const { unit } = quantityFacts(name);
  return TEXTS[unit]?.safeParse(text);
};

/** The limits that a threshold states, in the unit of its quantity. */
export const limitsOf = (threshold: StatedThreshold): readonly StatedLimit[] => {
  const { unlocated } = threshold;
  const name = quantityOf(threshold);
  const own = LIMITS.flatMap(([key, limit]): StatedLimit[] => {
    const text = threshold[key];
    if (text === undefined || name === undefined) return [];
    const parsed = textOf(name, text);
    if (parsed?.success === true) return [{ state: 'valid', limit, value: parsed.data }];
    const message = parsed?.error.issues[0]?.message ?? `${name} has no unit`;
    return [{ state: 'invalid', key, message }];
  });
  return unlocated === undefined
    ? own
    : [...own, { state: 'valid', limit: 'at-most', value: unlocated }];
};
