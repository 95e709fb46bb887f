import { z } from 'zod';
import { percentiles } from '../../model/schema/latency.js';
import { trialRequest } from '../../model/schema/trial-request.js';
import { trialResult } from '../../model/schema/trial.js';
import { trialCounts } from '../../model/schema/trial-counts.js';
import { hasFigures, isValid, type TrialFigures } from '../../model/trial.js';
import { trialRecordSchema, type TrialRecord } from '../trial-schema.js';

type Where = 'sequence' | 'dataPlane' | 'network' | 'modifier' | 'procedure' | 'test' | 'block';

/** A trial reduced to what comparisons need: many of them fit into memory, and are read fast. */
export interface TrialSummary
  extends
    Pick<TrialRecord, Where>,
    Pick<TrialRecord['result']['request'], 'frameSize' | 'duration'> {
  readonly warmUp: boolean;
  /** Undefined if the trial is not valid. */
  readonly figures: TrialFigures | undefined;
}

const { sequence, dataPlane, network, modifier, procedure, test, block } = trialRecordSchema.shape;
const { frameSize, duration, warmUp } = trialRequest.shape;
const { offered, receivedBySink } = trialCounts.shape;
const { offeredDuration, unlocated } = trialResult.shape;

/** The keys of a line of trials.ndjson that are read; the others are ignored. */
const summarySchema = z.object({
  ...{ sequence, dataPlane, network, modifier, procedure, test, block },
  result: z.object({
    request: z.object({ frameSize, duration, warmUp }),
    counts: z.object({ offered, receivedBySink }).nullable(),
    offeredDuration: offeredDuration.exactOptional(),
    unlocated: unlocated.exactOptional(),
    latency: z.object({ distribution: z.object({ percentiles }).exactOptional() }).exactOptional(),
    validity: z.object({ state: z.enum(['valid', 'invalid']) }),
  }),
});

/** Reads a summary from a line of the journal. */
export const trialSummarySchema = summarySchema.transform(({ result, ...where }): TrialSummary => {
  const { counts, validity, latency, request } = result;
  const { offeredDuration: time, unlocated: open } = result;
  const { warmUp: warming = false, ...asked } = request;
  const isUsed = validity.state === 'valid' && counts !== null;
  const figures =
    isUsed && time !== undefined && open !== undefined
      ? {
          counts,
          offeredDuration: time,
          unlocated: open,
          percentiles: latency?.distribution?.percentiles,
        }
      : undefined;
  return { ...where, ...asked, warmUp: warming, figures };
});

/** The same from a complete trial. */
export const trialSummary = ({ result, ...trial }: TrialRecord): TrialSummary => {
  const { request } = result;
  const common = {
    ...{ sequence: trial.sequence, dataPlane: trial.dataPlane, procedure: trial.procedure },
    ...{ test: trial.test, frameSize: request.frameSize, duration: request.duration },
    ...(trial.network !== undefined && { network: trial.network }),
    ...(trial.modifier !== undefined && { modifier: trial.modifier }),
    ...(trial.block !== undefined && { block: trial.block }),
    warmUp: request.warmUp === true,
  };
  if (!hasFigures(result) || !isValid(result)) return { ...common, figures: undefined };
  const { counts, offeredDuration: time, unlocated: open, latency } = result;
  const own = latency?.state === 'measured' ? latency.distribution?.percentiles : undefined;
  return {
    ...common,
    figures: {
      counts: { offered: counts.offered, receivedBySink: counts.receivedBySink },
      ...{ offeredDuration: time, unlocated: open, percentiles: own },
    },
  };
};
