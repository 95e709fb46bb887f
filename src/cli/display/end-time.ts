import { inSeconds, type Nanoseconds } from '../../model/units.js';

const two = (number: number): string => String(number).padStart(2, '0');

/** The time of day here: `14:02:11`. */
export const clockText = (at: Date): string =>
  [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':');

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
/** From here on a weekday would be today's. */
const MANY_DAYS = 6;

const daysBetween = (from: Date, until: Date): number => {
  const day = (at: Date): number => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
  return (day(until) - day(from)) / 86_400_000;
};

/** When something ends that lasts for a time: `16:40`, `Tue 16:40` on another day, or `2026-02-03`. */
export const endText = (now: Date, left: Nanoseconds): string => {
  const end = new Date(now.getTime() + inSeconds(left) * 1000);
  const days = daysBetween(now, end);
  const time = `${two(end.getHours())}:${two(end.getMinutes())}`;
  if (days === 0) return time;
  if (days <= MANY_DAYS) return `${WEEKDAYS[end.getDay()] ?? ''} ${time}`;
  return [end.getFullYear(), two(end.getMonth() + 1), two(end.getDate())].join('-');
};
