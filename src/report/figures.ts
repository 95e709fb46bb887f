import type { TrialResult } from '../model/trial.js';
import { inMilliseconds, type Nanoseconds, type Pps } from '../model/units.js';

/** Four significant digits, or all before the point. */
const figure = (value: number): string => {
  const before = Math.max(1, Math.floor(Math.log10(Math.max(value, 1))) + 1);
  return value.toFixed(Math.max(0, 4 - before));
};

/** A frame rate in kpps with four significant digits, or all before the point. */
export const kpps = (rate: Pps): string => figure(rate / 1000);

/** The load of a test in kpps; a dash where the test was not made. */
export const loadOf = (load: Pps | null): string => (load === null ? '-' : kpps(load));

/** A time in milliseconds with four significant digits, or all before the point. */
export const milliseconds = (duration: Nanoseconds): string => figure(inMilliseconds(duration));

/** A time in microseconds with four significant digits, or all before the point. */
export const microseconds = (duration: Nanoseconds): string => figure(duration / 1e3);

/** Frame loss in percent of the frames offered. Some loss is never shown as none, nor as all. */
export const lossPercent = ({ counts }: TrialResult): string => {
  const lost = Math.max(0, counts.offered - counts.receivedBySink);
  if (lost === 0) return '0';
  if (lost === counts.offered) return '100';
  const percent = (lost * 100) / counts.offered;
  if (percent < 0.01) return '<0.01';
  return percent > 99.99 ? '>99.99' : percent.toFixed(2);
};

/** Where a trial's frames were lost, place by place: `backlog-queue 1234`, `unlocated 5`. */
export const lossPlaces = ({ losses, unlocated }: TrialResult): readonly string[] => [
  ...losses.map(({ location, frames }) => `${location} ${frames}`),
  ...(unlocated === 0 ? [] : [`unlocated ${unlocated}`]),
];
