import { z } from 'zod';
import { DATA_PLANES, type DataPlaneName } from '../model/data-plane.js';
import { MODIFIERS, type Modifier } from '../model/modifier.js';
import type { TrialResult } from '../model/trial.js';
import { sequence, trialResult } from '../model/trial-schema.js';
import { testName, type TestName } from '../rfc2544/tests/index.js';

/** A moment in UTC: 2026-01-31T10:15:00.000Z. */
export const moment = z.iso.datetime();
/** A data plane by its name. */
export const dataPlane = z.enum(DATA_PLANES);
/** A modifying condition; absent where there was none. */
export const modifier = z.enum(MODIFIERS).exactOptional();
/** Where in the playbook a result comes from. */
export const procedureIndex = z.int().min(0).describe("Index into the playbook's procedures");

/** A line of the journal: one trial, whatever came of it. */
export interface TrialRecord {
  readonly sequence: number;
  /** When it ended, ISO 8601 in UTC. */
  readonly at: string;
  readonly dataPlane: DataPlaneName;
  /** Absent where there was none. */
  readonly modifier?: Modifier;
  /** Index into the playbook's procedures. */
  readonly procedure: number;
  readonly test: TestName;
  readonly result: TrialResult;
}

/** The form of a line of trials.ndjson. */
export const trialRecordSchema: z.ZodType<TrialRecord> = z.strictObject({
  sequence,
  at: moment,
  dataPlane,
  modifier,
  procedure: procedureIndex,
  test: testName,
  result: trialResult,
});
