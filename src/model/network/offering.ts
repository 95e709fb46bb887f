import { percent } from '../numbers/percent.js';
import type { InvalidReason } from '../trial.js';
import { pps, type Nanoseconds, type Pps } from '../units.js';

/** Default tolerance of the offered load below the intended load, as a fraction. */
export const USUAL_TOLERANCE = 0.0025;

/**
 * The clocks of two Ethernet ports may deviate by 100 ppm each (IEEE 802.3): a rate this close to line
 * rate is line rate.
 */
const CLOCKS_APART = 2e-4;

/** Whether an offered rate is line rate. */
export const isFullRate = (offered: Pps, lineRate: Pps): boolean =>
  offered >= lineRate * (1 - CLOCKS_APART);

/** One load of a trial, intended and offered. */
export interface Offering {
  readonly intendedLoad: Pps;
  /** The load the generator was set to, if it cannot be set to any load. */
  readonly effectiveLoad?: Pps | undefined;
  readonly offered: number;
  /** How long the generator took to send it. */
  readonly duration: Nanoseconds;
}

/** The load a fast enough generator reaches; where it was set to more, the link may limit it. */
const expectedLoad = ({ intendedLoad, effectiveLoad = intendedLoad }: Offering): number =>
  Math.min(intendedLoad, effectiveLoad);

/**
 * Why a load was not offered; undefined if it was. A generator that is too slow hides loss of the DUT:
 * the trial gets longer, not lossier.
 */
export const fellBehind = (offering: Offering, tolerance: number): InvalidReason | undefined => {
  const { offered, duration } = offering;
  const rate = duration === 0 ? 0 : (offered * 1e9) / duration;
  const expected = expectedLoad(offering);
  if (rate >= expected * (1 - tolerance)) return undefined;
  const detail =
    `it offered ${Math.round(rate)} of ${Math.round(expected)} frames/s:` +
    ` more than the tolerated ${percent(tolerance)} below the intended load`;
  return { code: 'generator-fell-behind', detail };
};

/**
 * Tolerance of the offered load above the intended load, as a fraction. pktgen sends the first two
 * frames of a stream back to back (it waits only after a frame), so n frames of a stream are offered in
 * the time of n - 2.
 */
const MOST_AHEAD = 0.02;

/** Why more than the load was offered, or not evenly over the trial: losses would be those of a burst. */
export const ranAhead = (
  { intendedLoad, effectiveLoad = intendedLoad, offered, duration }: Offering,
  tolerance: number,
): InvalidReason | undefined => {
  const most = Math.max(intendedLoad, effectiveLoad);
  const accepted = Math.max(tolerance, MOST_AHEAD);
  if (offered === 0 || (offered * 1e9) / duration <= most * (1 + accepted)) return undefined;
  const detail =
    `it sent ${offered} frames in ${duration / 1e6} ms, which at ${Math.round(most)} frames/s` +
    ` take ${Math.round((offered * 1e3) / most)} ms: lengthen the trial, or send fewer streams`;
  return { code: 'generator-ran-ahead', detail };
};

const OF_GENERATOR: readonly InvalidReason['code'][] = [
  'frames-not-offered',
  'generator-fell-behind',
];

/** Whether a load could not be measured because the generator cannot offer it. */
export const beyondGenerator = (causes: readonly Pick<InvalidReason, 'code'>[]): boolean =>
  causes.some(({ code }) => OF_GENERATOR.includes(code));

/**
 * The load of a trial that later trials can rely on: the lower of requested and offered load, in whole
 * frames/s.
 */
export const provenLoad = (load: Pps, offered: Pps): Pps => {
  const least = Math.min(load, offered);
  return pps(least === load || least < 1 ? least : Math.floor(least));
};
