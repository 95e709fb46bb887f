import { inSeconds, type Nanoseconds } from '../../model/units.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From here on, smaller units say nothing. */
const [MANY_DAYS, MANY_HOURS, MANY_MINUTES] = [2 * DAY, 10 * HOUR, 10 * MINUTE];

const rounded = (length: number, unit: number, name: string): string =>
  `${Math.round(length / unit)} ${name}`;

const both = (length: number, unit: number, name: string, part: number, partName: string) => {
  const parts = Math.round(length / part);
  const rest = parts % (unit / part);
  const whole = `${Math.floor((parts * part) / unit)} ${name}`;
  return rest === 0 ? whole : `${whole} ${rest} ${partName}`;
};

/** A long time as people say it: `5.2 days`, `29 h`, `3 h 20 min`, `12 min`, `45 s`. */
export const roughTime = (time: Nanoseconds): string => {
  const length = inSeconds(time);
  if (length >= MANY_DAYS) return `${Number((length / DAY).toFixed(1))} days`;
  if (length >= MANY_HOURS) return rounded(length, HOUR, 'h');
  if (length >= HOUR - MINUTE / 2) return both(length, HOUR, 'h', MINUTE, 'min');
  if (length >= MANY_MINUTES) return rounded(length, MINUTE, 'min');
  if (length >= MINUTE - 0.5) return both(length, MINUTE, 'min', 1, 's');
  return `${Math.ceil(length)} s`;
};
