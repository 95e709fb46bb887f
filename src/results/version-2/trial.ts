import { z } from 'zod';
import { reasons } from './reasons.js';
import { renaming } from './renaming.js';

const reset = z.looseObject({}).transform(
  renaming({
    begun: 'startedAt',
    done: 'finishedAt',
    silence: 'longestGap',
    over: 'recovered',
  }),
);

/** A line of trials.ndjson of version 2, as one of version 3. It did not say when the trial started. */
export const trialLine = z
  .looseObject({
    at: z.string(),
    result: z.looseObject({
      reset: reset.optional(),
      validity: z.looseObject({ reasons: reasons.optional() }),
    }),
  })
  .transform(({ at, ...rest }): unknown => ({ ...rest, started: null, ended: at }));
