import { z } from 'zod';
import { rateText } from '../../document/quantity.js';
import { percent } from '../../model/numbers/percent.js';
import { sum } from '../../model/numbers/sum.js';
import { LOSS_LOCATIONS, type LossLocation, type TrialResult } from '../../model/trial.js';
import { PLACES } from '../../rfc2544/sections/losses.js';
import { CLAIM_KEYS } from '../claim-keys.js';
import type { Evidence } from '../evidence.js';
import { where } from '../figures/where.js';
import { curveOf } from '../observed/curve.js';
import { notRun } from '../verdict.js';
import { agreed, type RunVerdict } from './compare.js';
import { defineKind } from './definition.js';
import { lostPart, placeKey, scaledPlaces, type Scaled } from './where-lost.js';

/** Places with a smaller fraction of the losses are ignored. */
const WORTH_NAMING = 0.05;

const schema = z
  .strictObject({
    ...CLAIM_KEYS,
    kind: z.literal('loss-places'),
    ...where,
    from: rateText.describe('The load at which these losses begin'),
    places: z.array(placeKey).min(1).describe('All places where frames are lost'),
  })
  .describe('Frames are lost at these places, and at no other');

/** The places with a significant fraction of the losses. */
const placesOf = (trials: readonly TrialResult[]): readonly LossLocation[] => {
  const parts = LOSS_LOCATIONS.map((place) => ({ place, part: lostPart(trials, place) }));
  const all = sum(parts.map(({ part }) => part));
  return parts.flatMap(({ place, part }) =>
    part > 0 && part >= all * WORTH_NAMING ? [place] : [],
  );
};

/** Whether so many losses are unlocated that a place may be missing. */
const isUnlocated = (trials: readonly TrialResult[]): boolean => {
  const lost = sum(trials.map(({ counts }) => Math.max(0, counts.offered - counts.receivedBySink)));
  return sum(trials.map(({ unlocated }) => Math.abs(unlocated))) > lost * WORTH_NAMING;
};

const judgeOne = (
  { loadTolerance }: Evidence,
  { measured, scale }: Scaled,
  { from, places }: Pick<z.output<typeof schema>, 'from' | 'places'>,
): readonly RunVerdict[] => {
  const highest = curveOf(measured).at(-1);
  if (highest === undefined || highest.offered < scale(from) * (1 - loadTolerance)) return [];
  const common = { ours: null, figures: [], places: [measured] };
  if (isUnlocated(highest.trials)) {
    return [
      {
        state: 'cannot-tell',
        because: 'some losses at the highest load are unlocated',
        ...common,
      },
    ];
  }
  const found = placesOf(highest.trials);
  const same = found.length === places.length && found.every((place) => places.includes(place));
  const words = found.length === 0 ? 'nowhere' : found.map((place) => PLACES[place]).join(', ');
  return [{ state: same ? 'supported' : 'contradicted', because: `lost at: ${words}`, ...common }];
};

/** Frames are lost at these places only. */
export const lossPlaces = defineKind({
  name: 'loss-places',
  schema,
  judge: (spec, evidence) => {
    const scaled = scaledPlaces(evidence, spec);
    if ('state' in scaled) return scaled;
    const judged = scaled.flatMap((each) => judgeOne(evidence, each, spec));
    return judged.length === 0
      ? notRun('no load was as high as that of the claim')
      : { ...agreed(judged), paper: null };
  },
  networks: ({ network }) => [[network, ['network']]],
  criterion: () =>
    `at the highest load, only these places have at least ${percent(WORTH_NAMING)} of the losses`,
});
