import { z } from 'zod';
import { nanoseconds, pps, type Nanoseconds, type Pps } from '../model/units.js';

const DURATION = /^(\d+(?:\.\d+)?) ?(ns|us|ms|s|min)$/;
const RATE = /^(\d+(?:\.\d+)?) ?(pps|kpps|Mpps)$/;
const NANOSECONDS = { ns: 1, us: 1e3, ms: 1e6, s: 1e9, min: 60e9 } as const;
const FRAMES_PER_SECOND = { pps: 1, kpps: 1e3, Mpps: 1e6 } as const;

/** A duration as text with its unit, "500 ms" or "60 s"; a bare number is refused as ambiguous. */
export const durationText = z
  .string()
  .regex(DURATION, 'expected a duration with its unit, such as "500 ms" or "60 s"')
  .transform((text): Nanoseconds => {
    const [, number = '0', unit = 'ns'] = DURATION.exec(text) ?? [];
    return nanoseconds(Math.round(Number(number) * NANOSECONDS[unit as keyof typeof NANOSECONDS]));
  });

/** A frame rate as text with its unit, "20 kpps". */
export const rateText = z
  .string()
  .regex(RATE, 'expected a frame rate with its unit, such as "800 pps" or "20 kpps"')
  .transform((text): Pps => {
    const [, number = '0', unit = 'pps'] = RATE.exec(text) ?? [];
    return pps(Number(number) * FRAMES_PER_SECOND[unit as keyof typeof FRAMES_PER_SECOND]);
  });
