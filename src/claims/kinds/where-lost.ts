import { sum } from '../../model/numbers/sum.js';
import { LOSS_LOCATIONS, type LossLocation, type TrialResult } from '../../model/trial.js';
import { lostAt, PLACES } from '../../rfc2544/sections/losses.js';
import { choice } from '../../document/choice.js';
import { scaleAt, type Evidence } from '../evidence.js';
import { isIn } from '../network.js';
import type { LoadScale } from '../figures/definition.js';
import type { MeasuredPlace } from '../observed/measured.js';
import { notRun, type NotRun } from '../verdict.js';

/** A place where frames are lost. */
export const placeKey = choice('place', LOSS_LOCATIONS, (name) => PLACES[name]);

/** The fraction of the frames offered in some trials that was lost at a place. */
export const lostPart = (trials: readonly TrialResult[], place: LossLocation): number =>
  sum(trials.map((trial) => lostAt(trial, place))) /
  Math.max(1, sum(trials.map(({ counts }) => counts.offered)));

/** A data plane in a network, with the conversion of the paper's loads. */
export interface Scaled {
  readonly measured: MeasuredPlace;
  readonly scale: LoadScale;
}

/** Where a data plane was measured in a network, in runs that have the reference. */
export const scaledPlaces = (
  evidence: Evidence,
  { network, dataPlane }: { readonly network: string; readonly dataPlane: string },
): readonly Scaled[] | NotRun => {
  const found = evidence.networks[network];
  if (found === undefined) throw new RangeError(`there is no network '${network}'`);
  const places = evidence.measured.filter(
    (each) => each.dataPlane === dataPlane && isIn(found, each.setting),
  );
  if (places.length === 0) return notRun(`${dataPlane} was not measured with ${found.title}`);
  const scaled = places.flatMap((measured) => {
    const scale = scaleAt(evidence, measured);
    return scale === undefined ? [] : [{ measured, scale }];
  });
  if (scaled.length > 0) return scaled;
  return notRun(`${evidence.reference.dataPlane} was not measured in the same run`);
};
