import { z } from 'zod';
import { percentText, rateText } from '../../document/quantity.js';
import { percent } from '../../model/numbers/percent.js';
import type { LossLocation } from '../../model/trial.js';
import { PLACES } from '../../rfc2544/sections/losses.js';
import { CLAIM_KEYS } from '../claim-keys.js';
import { worthOf } from '../environment.js';
import { quotient, uncertainBy, type Range, type Estimate } from '../estimate.js';
import { referenceOf, type Evidence } from '../evidence.js';
import { where } from '../figures/where.js';
import { curveOf } from '../observed/curve.js';
import type { MeasuredPlace } from '../observed/measured.js';
import { decide, notRun, type UsedFigure } from '../verdict.js';
import { agreed, type RunVerdict } from './compare.js';
import { defineKind } from './definition.js';
import { lostPart, placeKey, scaledPlaces } from './where-lost.js';
import { CARRIED } from '../../rfc2544/trials/loss-free.js';

const schema = z
  .strictObject({
    ...CLAIM_KEYS,
    kind: z.literal('loss-starts'),
    ...where,
    at: placeKey.describe('Where frames are lost'),
    from: rateText.describe('The load at which losses begin'),
    within: percentText.describe('How far the load may deviate from the stated one'),
  })
  .describe('Losses at a place begin at a load');

/** From the highest load below the first one with losses at a place, to that one; unbounded if there are none. */
const startOf = (measured: MeasuredPlace, place: LossLocation): Estimate | undefined => {
  const curve = curveOf(measured);
  const begun = curve.findIndex(({ trials }) => lostPart(trials, place) > CARRIED);
  const before = begun === -1 ? curve.at(-1) : curve[begun - 1];
  const after = begun === -1 ? undefined : curve[begun];
  if (before === undefined && after === undefined) return undefined;
  const least = before?.offered ?? 0;
  const most = after?.offered ?? Infinity;
  return {
    value: after?.offered ?? least,
    bounds: { least, most },
    n: (after ?? before)?.trials.length ?? 0,
  };
};

const judgeOne = (
  evidence: Evidence,
  measured: MeasuredPlace,
  place: LossLocation,
  accepted: Range,
): readonly RunVerdict[] => {
  const [start, reference] = [startOf(measured, place), referenceOf(evidence, measured)];
  if (start === undefined || reference === undefined) return [];
  const { drift } = worthOf(measured.run.environment);
  const ours = uncertainBy(quotient(start, reference.estimate), drift);
  const what = `${measured.dataPlane}: first load with losses in the ${PLACES[place]}`;
  const figure: UsedFigure = { what, estimate: start, unit: 'pps', runId: measured.run.runId };
  const none = start.bounds?.most === Infinity;
  const verdict = decide(ours, accepted);
  return [
    {
      ...verdict,
      because: none ? `nothing was lost in the ${PLACES[place]} at any load` : verdict.because,
      ours: none ? null : ours,
      figures: [figure, reference],
      places: [measured],
    },
  ];
};

/** Losses at a place begin at a load. */
export const lossStarts = defineKind({
  name: 'loss-starts',
  schema,
  judge: (spec, evidence) => {
    const places = scaledPlaces(evidence, spec);
    if ('state' in places) return places;
    const paper = spec.from / evidence.reference.peak;
    const accepted = { least: paper * (1 - spec.within), most: paper * (1 + spec.within) };
    const judged = places.flatMap(({ measured }) =>
      judgeOne(evidence, measured, spec.at, accepted),
    );
    return judged.length === 0 ? notRun('there was no load sweep') : { ...agreed(judged), paper };
  },
  networks: ({ network }) => [[network, ['network']]],
  criterion: ({ within }) =>
    `losses begin where more than ${percent(CARRIED)} are lost there; the load within ${percent(within)}`,
});
