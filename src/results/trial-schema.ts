import { z } from 'zod';
import type { DeepReadonly } from '../model/deep-readonly.js';
import { dataPlane, modifier, network } from '../model/schema/where.js';
import { sequence, trialOutcome } from '../model/schema/trial.js';
import { testName } from '../rfc2544/tests/index.js';

/** A time in UTC. */
export const moment = z.iso.datetime().describe('In UTC: 2026-01-31T10:15:00.000Z');
/** The procedure that a result comes from. */
export const procedureIndex = z.int().min(0).describe("Index into the playbook's procedures");

/** A block of a test whose data planes are interleaved. */
const block = z
  .int()
  .min(1)
  .describe(
    'Number of the block of its test, from 1: one repeat, run on each data plane in turn, so that' +
      ' trials of the same block are close in time; absent if the test was not interleaved',
  );

/** The form of a line of trials.ndjson: one trial, valid or not. */
export const trialRecordSchema = z
  .strictObject({
    sequence,
    started: moment.nullable().describe('null if unknown: in archives of version 2'),
    ended: moment,
    dataPlane,
    network,
    modifier,
    procedure: procedureIndex,
    test: testName.describe('Name of its test'),
    block: block.exactOptional(),
    result: trialOutcome,
  })
  .describe('A line of trials.ndjson: one trial');

/** A trial of a run, valid or not. */
export type TrialRecord = DeepReadonly<z.output<typeof trialRecordSchema>>;
