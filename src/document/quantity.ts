import { z } from 'zod';
import type { StatedLoad } from './stated-load.js';
import { bitsPerSecond, nanoseconds, pps } from '../model/units.js';
import { excerpt } from './excerpt.js';
import { expected } from './wording.js';

/**
 * A number with its unit as text; a number without a unit is rejected as ambiguous.
 * @param units each unit with its factor
 * @param example what is expected, with an example, for messages
 * @param make creates the quantity; may throw RangeError
 */
const quantity = <Quantity>(
  units: Readonly<Record<string, number>>,
  example: string,
  make: (value: number, unit: string) => Quantity,
) => {
  const form = new RegExp(`^(\\d+(?:\\.\\d+)?) ?(${Object.keys(units).join('|')})$`);
  return z
    .string({ error: expected(example) })
    .regex(form, { error: expected(example) })
    .transform((text, context): Quantity => {
      const [, number = '', unit = ''] = form.exec(text) ?? [];
      try {
        // 1.1 Mpps is 1,100,000 pps, not 1,100,000.0000000001 as in floating point.
        return make(Number((Number(number) * (units[unit] ?? NaN)).toPrecision(15)), unit);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        const message = `'${excerpt(text)}' is out of range: ${error.message}`;
        context.addIssue({ code: 'custom', message, input: text });
        return z.NEVER;
      }
    });
};

/** A value up to a limit. @throws RangeError that names the limit */
const atMost = (value: number, most: number, limit: string): number => {
  if (value <= most) return value;
  throw new RangeError(`at most ${limit}`);
};

/** Two of them, plus the other phases of a trial, fit into the 24.8 days of a timer. */
const LONGEST_HOURS = 240;

/** A duration: "500 ms". */
export const durationText = quantity(
  { ns: 1, us: 1e3, ms: 1e6, s: 1e9, min: 60e9, h: 3600e9 },
  'a duration with its unit, such as "500 ms" or "60 s"',
  (value) => nanoseconds(Math.round(atMost(value, LONGEST_HOURS * 3600e9, `${LONGEST_HOURS} h`))),
);

/** Maximum frame rate: more than 64 ports of 10 Tb/s carry. */
const MOST_PPS = 1e12;

/** A frame rate: "20 kpps". */
export const rateText = quantity(
  { pps: 1, kpps: 1e3, Mpps: 1e6 },
  'a frame rate with its unit, such as "800 pps" or "20 kpps"',
  (value) => pps(atMost(value, MOST_PPS, `${MOST_PPS / 1e6} Mpps`)),
);

/** Maximum proportion of a reference: more is a mistake. */
const MOST_PERCENT = 10_000;

/** A number of frames: "512 frames". */
export const frameCountText = quantity(
  { frames: 1 },
  'a number of frames with its unit, such as "512 frames"',
  (value) => value,
);

/** A load as a rate, "20 kpps", or in proportion to the throughput of the run's reference. */
export const loadText = quantity<StatedLoad>(
  { pps: 1, kpps: 1e3, Mpps: 1e6, '% of reference': 1 },
  'a frame rate with its unit, such as "800 pps" or "20 kpps", or "80 % of reference"',
  (value, unit) =>
    unit === '% of reference'
      ? { kind: 'proportion', ratio: atMost(value, MOST_PERCENT, `${MOST_PERCENT} %`) / 100 }
      : { kind: 'given', load: pps(atMost(value, MOST_PPS, `${MOST_PPS / 1e6} Mpps`)) },
);

/** The range of Ethernet speeds, with room for more. */
const SLOWEST_LINK = 1e6;
const FASTEST_LINK = 10_000e9;

/** A link's rate at layer 1: "1 Gb/s". */
export const linkSpeedText = quantity(
  { 'Mb/s': 1e6, 'Gb/s': 1e9 },
  'a link speed with its unit, such as "100 Mb/s" or "1 Gb/s"',
  (value) => {
    if (value < SLOWEST_LINK) throw new RangeError(`at least ${SLOWEST_LINK / 1e6} Mb/s`);
    return bitsPerSecond(atMost(value, FASTEST_LINK, `${FASTEST_LINK / 1e9} Gb/s`));
  },
);

/** A percentage, "2 %", as a fraction in 0..1. */
export const percentText = quantity(
  { '%': 1 },
  'a percentage such as "2 %"',
  (value) => atMost(value, 100, '100 %') / 100,
);
