import type { z } from 'zod';
import { runSchema, type RunRecord } from '../schema.js';
import type { Version } from '../versions/version.js';
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

const earlier = runWith(WITHOUT_TRIALS).pipe(current);

/** run.json in each version, as far as it is listed. */
export const LISTED_SCHEMAS: Readonly<Record<Version, z.ZodType<ListedRun>>> = {
  1: earlier,
  2: earlier,
  3: current,
};
