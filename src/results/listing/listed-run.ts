import type { z } from 'zod';
import { runSchema, type RunRecord } from '../schema.js';
import type { Version } from '../version.js';
import { runWith } from '../version-2/run.js';

/** What a list of runs has of each. */
export type ListedRun = Pick<
  RunRecord,
  'runId' | 'started' | 'ended' | 'state' | 'testbed' | 'playbook' | 'environment' | 'results'
>;

/** No more of run.json is checked, so that a thousand are read quickly. */
const current: z.ZodType<ListedRun> = runSchema
  .pick({
    ...{ runId: true, started: true, ended: true, state: true },
    ...{ testbed: true, playbook: true, environment: true, results: true },
  })
  .strip();

/** Without the journal: figures that only it has are not listed. */
const WITHOUT_TRIALS = () => undefined;

/** run.json in each version, as far as it is listed. */
export const LISTED_SCHEMAS: Readonly<Record<Version, z.ZodType<ListedRun>>> = {
  2: runWith(WITHOUT_TRIALS).pipe(current),
  3: current,
};
