import type { z } from 'zod';
import { runSchema, type RunRecord } from '../schema.js';
import type { Version } from '../versions/version.js';
import { runWith } from '../version-2/run.js';

/** The fields of a run shown in a list. */
export type ListedRun = Pick<
  RunRecord,
  'runId' | 'started' | 'ended' | 'state' | 'testbed' | 'playbook' | 'environment' | 'results'
>;

/** Checks only these keys of run.json, so that a thousand archives are read quickly. */
const current: z.ZodType<ListedRun> = runSchema
  .pick({
    ...{ runId: true, started: true, ended: true, state: true },
    ...{ testbed: true, playbook: true, environment: true, results: true },
  })
  .strip();

/** The journal is not read: figures that only it contains are not listed. */
const WITHOUT_TRIALS = () => undefined;

const earlier = runWith(WITHOUT_TRIALS).pipe(current);

/** The listed keys of run.json in each version. */
export const LISTED_SCHEMAS: Readonly<Record<Version, z.ZodType<ListedRun>>> = {
  1: earlier,
  2: earlier,
  3: current,
};
