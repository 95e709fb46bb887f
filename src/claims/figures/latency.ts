import { z } from 'zod';
import { rateText } from '../../document/quantity.js';
import type { TrialOf } from '../../rfc2544/sections/context.js';
import type { FrameTimes } from '../../rfc2544/tests/definition.js';
import { testOf } from '../../rfc2544/tests/index.js';
import { worthOf } from '../environment.js';
import { ofRepeats, widened, type Range, type Estimate } from '../estimate.js';
import { validTrials } from '../../rfc2544/sections/median-trial.js';
import { defineFigure, isNear, missing, WITHOUT_SCALE } from './definition.js';
import { where } from './where.js';

const schema = z
  .strictObject({
    figure: z.literal('latency'),
    ...where,
    load: rateText.describe('The load at which it is measured'),
  })
  .describe('Average latency of a frame, at a load without loss');

/** The mean over all frames of each trial, with its bounds; none if only one frame was timed. */
const means = ({ trials }: FrameTimes, trialOf: TrialOf) =>
  validTrials(trials, trialOf).flatMap(({ latency }) =>
    latency?.state === 'measured' ? (latency.distribution?.mean ?? []) : [],
  );

/** From all frames of each trial, or else from its tagged one. */
const estimateOf = (found: FrameTimes, trialOf: TrialOf, exact: boolean): Estimate => {
  const all = means(found, trialOf);
  if (all.length === 0) return ofRepeats(found.times, exact);
  const estimate = ofRepeats(
    all.map(({ value }) => value),
    exact,
  );
  const certain: Range = {
    least: Math.min(...all.map(({ atLeast }) => atLeast)),
    most: Math.max(...all.map(({ atMost }) => atMost)),
  };
  return widened(estimate, certain);
};

/** The latency of a frame. */
export const latency = defineFigure({
  name: 'latency',
  schema,
  measure: ({ load }, { measured, scale, loadTolerance }) => {
    if (scale === undefined) return WITHOUT_SCALE;
    const wanted = scale(load);
    const found = measured.results
      .flatMap((result) => testOf(result).frameTimes?.(result) ?? [])
      .find((each) => isNear(each.load, wanted, loadTolerance));
    if (found === undefined) {
      return missing(`no latency was measured at ${Math.round(wanted)} pps`);
    }
    const { exact } = worthOf(measured.run.environment);
    const estimate = estimateOf(found, measured.trialOf, exact);
    return { state: 'found', estimate, unit: 'ns' };
  },
  title: () => 'latency of a frame on average',
});
