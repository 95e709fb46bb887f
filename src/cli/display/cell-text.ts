import { quantity } from '../../model/section/sentence.js';
import {
  forwardingRate,
  hasFigures,
  offeredLoad,
  type BrokenTrial,
  type TrialOutcome,
} from '../../model/trial.js';
import type { Pps } from '../../model/units.js';
import { plainText } from '../../report/terminal/units.js';
import { planeName } from '../../rfc2544/sections/context.js';
import type { LoadBounds } from '../../rfc2544/trials/load-bounds.js';
import type { RunCell } from '../../session/run/cell.js';

const rateText = (rate: Pps): string => plainText([quantity(rate, 'pps')]);

/** What is measured: `napi-macvlan, 64 bytes, throughput`. */
export const cellText = (cell: RunCell): string =>
  `${planeName(cell)}, ${cell.frameSize} bytes, ${cell.test}`;

const brokenText = ({ validity: { reasons } }: BrokenTrial): string =>
  `invalid, without figures: ${reasons.map(({ detail }) => detail).join('; ')}`;

/**
 * How a trial ended: `offered 100 kpps, forwarded 99.9 kpps (invalid)`, or
 * `invalid, without figures: the connection to dut was lost`.
 */
export const trialText = (result: TrialOutcome): string =>
  hasFigures(result)
    ? `offered ${rateText(offeredLoad(result))}, forwarded ${rateText(forwardingRate(result))}` +
      (result.validity.state === 'invalid' ? ' (invalid)' : '')
    : brokenText(result);

/** A search's result so far: `no loss at 523.4 kpps, loss at 547 kpps`, and a short form; '' if none. */
export const boundsText = ({ lossFree, lossy }: LoadBounds): { long: string; short: string } => {
  const lower = lossFree === undefined ? [] : [`no loss at ${rateText(lossFree)}`];
  const upper = lossy === undefined ? [] : [`loss at ${rateText(lossy)}`];
  const both = lossFree !== undefined && lossy !== undefined;
  const short = both ? `${rateText(lossFree).replace(' kpps', '')} to ${rateText(lossy)}` : '';
  const long = [...lower, ...upper].join(', ');
  return { long, short: both ? short : long };
};
