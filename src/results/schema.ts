import { z } from 'zod';
import type { DeepReadonly } from '../model/deep-readonly.js';
import { instructionProfile } from '../model/schema/instruction-profile.js';
import {
  controllerSchema,
  environmentSchema,
  setupSchema,
  vrbenchSchema,
} from './setup/setup-schema.js';
import { media } from '../model/schema/media.js';
import { receiving } from '../model/schema/receiving.js';
import { routers } from '../model/schema/routers.js';
import { duration, length } from '../model/schema/quantity.js';
import { asked } from '../model/schema/asked.js';
import { ORDERS } from '../rfc2544/measuring-order.js';
import { conformanceSchema } from '../rfc2544/conformance/conformance-schema.js';
import { inputFilesSchema, resumedSchema } from './setup/parts-schema.js';
import { leftOutRecord, referenceRecord } from './reference-schema.js';
import { dutSetup } from '../model/schema/setup/dut-setup.js';
import { thresholdRecord } from '../rfc2544/quantities/threshold-schema.js';
import { testResultSchema } from '../rfc2544/tests/index.js';
import { traffic } from '../model/schema/traffic.js';
import { measuredNetwork } from '../model/schema/networks.js';
import { dataPlane, modifier, network } from '../model/schema/where.js';
import { setupAtEndSchema } from '../model/schema/setup/at-end.js';
import { moment, procedureIndex } from './trial-schema.js';

export type { Environment, PortSetup, RoleSetup, Setup } from './setup/setup-schema.js';
export type { InputFiles } from './setup/parts-schema.js';
export type { Conformance } from '../rfc2544/conformance/conformance-schema.js';
export type { Media } from '../model/schema/media.js';
export type { MeasuredNetwork } from '../model/schema/networks.js';
export type { TestName, TestResult } from '../rfc2544/tests/index.js';
export type { TrialRecord } from './trial-schema.js';

const cellResult = z
  .strictObject({
    dataPlane,
    network,
    modifier,
    frameSize: length('Of each frame, FCS included'),
    procedure: procedureIndex,
    result: testResultSchema,
  })
  .describe('The result of one procedure on one data plane, in one network, at one frame size');

const runState = z
  .discriminatedUnion('state', [
    z.strictObject({ state: z.literal('running') }),
    z.strictObject({ state: z.literal('complete') }),
    z.strictObject({ state: z.literal('interrupted') }),
    z.strictObject({ state: z.literal('failed'), message: z.string().describe('Why it failed') }),
  ])
  .describe("'running' although no run is in progress means that the controller died");

/** The states of a run. */
export const RUN_STATES = [
  'running',
  'complete',
  'interrupted',
  'failed',
] as const satisfies readonly z.output<typeof runState>['state'][];

const overheadSchema = z
  .strictObject({
    medianPerTrial: duration('Median per trial'),
    total: duration('Sum over all trials'),
    peakResidentBytes: length('Peak resident memory of the controller'),
  })
  .describe("The controller's own time in trials (wall less traffic and settling), and its memory");

/** run.json: what was measured, on what, and the results. Version 3. */
export const runSchema = z
  .strictObject({
    schemaVersion: z.literal(3).describe('Of all files of the archive'),
    runId: z.string().describe("The archive's folder: time of the start, playbook, random digits"),
    started: moment,
    ended: moment.nullable().describe('null during the run'),
    state: runState,
    vrbench: vrbenchSchema,
    inputs: inputFilesSchema.exactOptional(),
    testbed: z.string().describe('Name of the testbed; its text is in inputs/'),
    playbook: z.string().describe('Name of the playbook; its text is in inputs/'),
    asked: asked.exactOptional(),
    order: z
      .enum(ORDERS)
      .exactOptional()
      .describe(
        'Order of data planes: one after the other, or interleaved, block by block, back and' +
          ' forth; absent in earlier archives, whose order is by-data-plane',
      ),
    environment: environmentSchema,
    media: media.exactOptional(),
    traffic: traffic.exactOptional(),
    routers: routers.exactOptional(),
    receive: receiving
      .exactOptional()
      .describe("The DUT's CPUs that handled received frames; absent: as the machine was set"),
    networks: z
      .array(measuredNetwork)
      .exactOptional()
      .describe(
        'In the order of the playbook, if it measures several: each then has its own media, traffic' +
          ' and routers, which are absent in run.json itself',
      ),
    reference: referenceRecord.exactOptional(),
    leftOut: z
      .array(leftOutRecord)
      .exactOptional()
      .describe('What was not measured although the run is complete'),
    controller: controllerSchema,
    setup: setupSchema.nullable().describe('null until the machines were read'),
    setupAtEnd: setupAtEndSchema.exactOptional(),
    resumed: z
      .array(resumedSchema)
      .exactOptional()
      .describe('Each time the run was resumed after a stop; absent if it was never stopped'),
    dutSetups: z
      .array(dutSetup)
      .exactOptional()
      .describe('Every setup of the DUT for trials, in order, excluding resets'),
    trials: z
      .int()
      .min(0)
      .exactOptional()
      .describe('Number of lines in trials.ndjson, which may have more during the run'),
    thresholds: z
      .array(thresholdRecord)
      .exactOptional()
      .describe('Limits that the run must meet, from the playbook'),
    results: z.array(cellResult),
    instructions: z
      .array(instructionProfile)
      .exactOptional()
      .describe('Present if they were counted: vrbench profile'),
    overhead: overheadSchema.nullable().describe('null until a trial has ended'),
    conformance: z
      .array(conformanceSchema)
      .describe('Written at the end of the run; empty if there was no trial'),
  })
  .describe('A run of vrbench');

/** run.json, parsed. */
export type RunRecord = DeepReadonly<z.output<typeof runSchema>>;
export type RunState = DeepReadonly<z.output<typeof runState>>;
export type ReferenceRecord = DeepReadonly<z.output<typeof referenceRecord>>;
export type LeftOutRecord = DeepReadonly<z.output<typeof leftOutRecord>>;
export type CellResult = DeepReadonly<z.output<typeof cellResult>>;
export type Overhead = DeepReadonly<z.output<typeof overheadSchema>>;
