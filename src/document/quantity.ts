import { z } from 'zod';
import { bitsPerSecond, nanoseconds, pps } from '../model/units.js';
import { expected } from './wording.js';

/**
 * A number with its unit as text; a number without unit is refused as ambiguous.
 * @param units each unit with its factor
 * @param example what is expected, with an example, for messages
 * @param make makes the parsed quantity; may throw RangeError
 */
const quantity = <Quantity>(
  units: Readonly<Record<string, number>>,
  example: string,
  make: (value: number) => Quantity,
) => {
  const form = new RegExp(`^(\\d+(?:\\.\\d+)?) ?(${Object.keys(units).join('|')})$`);
  return z
    .string({ error: expected(example) })
    .regex(form, { error: expected(example) })
    .transform((text, context): Quantity => {
      const [, number = '', unit = ''] = form.exec(text) ?? [];
      try {
        // 1.1 Mpps is 1,100,000 pps, not 1,100,000.0000000001 as in floating point.
        return make(Number((Number(number) * (units[unit] ?? NaN)).toPrecision(15)));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        context.addIssue({ code: 'custom', message: `'${text}' is out of range`, input: text });
        return z.NEVER;
      }
    });
};

/** A duration: "500 ms". */
export const durationText = quantity(
  { ns: 1, us: 1e3, ms: 1e6, s: 1e9, min: 60e9, h: 3600e9 },
  'a duration with its unit, such as "500 ms" or "60 s"',
  (value) => nanoseconds(Math.round(value)),
);

/** A frame rate: "20 kpps". */
export const rateText = quantity(
  { pps: 1, kpps: 1e3, Mpps: 1e6 },
  'a frame rate with its unit, such as "800 pps" or "20 kpps"',
  pps,
);

/** A link's rate at layer 1: "1 Gb/s". */
export const linkSpeedText = quantity(
  { 'Mb/s': 1e6, 'Gb/s': 1e9 },
  'a link speed with its unit, such as "100 Mb/s" or "1 Gb/s"',
  bitsPerSecond,
);

/** A percentage, "2 %", as a fraction in 0..1. */
export const percentText = quantity({ '%': 1 }, 'a percentage such as "2 %"', (value) => {
  if (value > 100) throw new RangeError('more than 100 %');
  return value / 100;
});
