import { percent } from '../numbers/percent.js';
import type { InvalidReason } from '../trial.js';
import { pps, type Nanoseconds, type Pps } from '../units.js';

/** How far the offered load may be below the intended one, as a fraction, unless a test needs less. */
export const USUAL_TOLERANCE = 0.0025;

/**
 * The clocks of two Ethernet ports may differ by 100 ppm each way (IEEE 802.3): a rate this close to
 * that of a link is the link's.
 */
const CLOCKS_APART = 2e-4;

/** Whether a rate that was offered is all that a link carries. */
export const isFullRate = (offered: Pps, lineRate: Pps): boolean =>
  offered >= lineRate * (1 - CLOCKS_APART);

/** One load of a trial, and what was offered of it. */
export interface Offering {
  readonly intendedLoad: Pps;
  /** What the generator was set to, where it cannot be set to any load. */
  readonly effectiveLoad?: Pps | undefined;
  readonly offered: number;
  /** How long the generator took for it. */
  readonly duration: Nanoseconds;
}

/** The load to expect of a generator that is fast enough; where it was set to more, a link may be the limit. */
const expectedLoad = ({ intendedLoad, effectiveLoad = intendedLoad }: Offering): number =>
  Math.min(intendedLoad, effectiveLoad);

/**
 * Why a load was not offered; undefined where it was. A generator that is too slow hides the DUT's
 * loss: the trial gets longer, not lossier.
 */
export const fellBehind = (offering: Offering, tolerance: number): InvalidReason | undefined => {
  const { offered, duration } = offering;
  const rate = duration === 0 ? 0 : (offered * 1e9) / duration;
  const expected = expectedLoad(offering);
  if (rate >= expected * (1 - tolerance)) return undefined;
  const detail =
    `it offered ${Math.round(rate)} of ${Math.round(expected)} frames a second,` +
    ` less than the ${percent(tolerance)} below that are tolerated`;
  return { code: 'generator-fell-behind', detail };
};

/**
 * How far the offered load may be above the intended one, as a fraction. pktgen sends the first two
 * frames of a stream at once (it waits once one has been sent), so that n frames of a stream are
 * offered in the time of n - 2.
 */
const MOST_AHEAD = 0.02;

/** Why more than a load was offered, or not evenly over the trial: losses would be those of a burst. */
export const ranAhead = (
  { intendedLoad, effectiveLoad = intendedLoad, offered, duration }: Offering,
  tolerance: number,
): InvalidReason | undefined => {
  const most = Math.max(intendedLoad, effectiveLoad);
  const accepted = Math.max(tolerance, MOST_AHEAD);
  if (offered === 0 || (offered * 1e9) / duration <= most * (1 + accepted)) return undefined;
  const detail =
    `it sent ${offered} frames in ${duration / 1e6} ms, which at ${Math.round(most)} frames a second` +
    ` take ${Math.round((offered * 1e3) / most)} ms: lengthen the trial, or send fewer streams`;
  return { code: 'generator-ran-ahead', detail };
};

const OF_GENERATOR: readonly InvalidReason['code'][] = [
  'frames-not-offered',
  'generator-fell-behind',
];

/** Whether a load could not be measured because the generator does not offer so much. */
export const beyondGenerator = (causes: readonly Pick<InvalidReason, 'code'>[]): boolean =>
  causes.some(({ code }) => OF_GENERATOR.includes(code));

/**
 * The load of a trial that later ones can rely on, given what was asked for and what was offered: the
 * lower of them, in whole frames a second.
 */
export const provenLoad = (load: Pps, offered: Pps): Pps => {
  const least = Math.min(load, offered);
  return pps(least === load || least < 1 ? least : Math.floor(least));
};
