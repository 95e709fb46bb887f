import type { Argv } from '../../model/command.js';
import { ParseFailure } from '../text/parse-failure.js';

/** Prints the frequency adjustment of a clock; -q keeps it out of the system log. */
export const readClockRate = (clock: string): Argv => ['phc_ctl', '-q', clock, '--', 'freq'];

/** @param rate parts per billion, as it was read */
export const setClockRate = (clock: string, rate: number): Argv => [
  ...(['phc_ctl', '-q', clock, '--', 'freq', `${rate}`] as const),
];

/** Parses the output of phc_ctl: parts per billion. @throws ParseFailure */
export const parseClockRate = (text: string, where?: string): number => {
  const [, rate] = /clock frequency offset is (-?\d+(?:\.\d+)?)ppb/.exec(text) ?? [];
  if (rate !== undefined) return Number(rate);
  const expected = "'clock frequency offset is ...ppb'";
  throw new ParseFailure({ source: 'phc_ctl freq', expected, text, where });
};
