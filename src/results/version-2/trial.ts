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

/** Converts a line of trials.ndjson of version 2 to version 3. It has no start time. */
export const trialLine = z
  .looseObject({
    at: z.string(),
    result: z.looseObject({
      reset: reset.optional(),
      validity: z.looseObject({ reasons: reasons.optional() }),
    }),
  })
  .transform(({ at, ...rest }): unknown => ({ ...rest, started: null, ended: at }));
