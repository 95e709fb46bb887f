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
  .describe("'running' in an archive whose run has ended means that the controller died");

/** How a run can stand. */
export const RUN_STATES = [
  'running',
  'complete',
  'interrupted',
  'failed',
] as const satisfies readonly z.output<typeof runState>['state'][];

const overheadSchema = z
  .strictObject({
    medianPerTrial: duration('Of the controller, in a trial'),
    total: duration('Of the controller, in all trials'),
    peakResidentBytes: length('Memory of the controller at most'),
  })
  .describe(
    "The controller's own time in trials (wall less traffic less settling), and its memory",
  );

/** run.json: what was measured, on what, and the results. Version 3. */
export const runSchema = z
  .strictObject({
    schemaVersion: z.literal(3).describe('Of all files of the archive'),
    runId: z.string().describe("The archive's folder: time of the start, playbook, random digits"),
    started: moment,
    ended: moment.nullable().describe('null while the run goes on'),
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
        'How data planes took turns: one after the other, or interleaved, block by block, there and' +
          ' back; absent in earlier archives, whose order is by-data-plane',
      ),
    environment: environmentSchema,
    media: media.exactOptional(),
    traffic: traffic.exactOptional(),
    routers: routers.exactOptional(),
    receive: receiving
      .exactOptional()
      .describe("The DUT's CPUs that handled received frames; absent: as the machine had it"),
    networks: z
      .array(measuredNetwork)
      .exactOptional()
      .describe(
        'In the order of the playbook, where it measures several: each has a media, traffic and' +
          ' routers of its own, and run.json has none',
      ),
    reference: referenceRecord.exactOptional(),
    leftOut: z
      .array(leftOutRecord)
      .exactOptional()
      .describe('What was not measured although the run was complete'),
    controller: controllerSchema,
    setup: setupSchema.nullable().describe('null until the machines were read'),
    setupAtEnd: setupAtEndSchema.exactOptional(),
    resumed: z
      .array(resumedSchema)
      .exactOptional()
      .describe(
        'Each time the run had been stopped and went on; absent where it was never stopped',
      ),
    dutSetups: z
      .array(dutSetup)
      .exactOptional()
      .describe('Every time the DUT was set up for trials, in order; resets are not among them'),
    trials: z
      .int()
      .min(0)
      .exactOptional()
      .describe('How many lines trials.ndjson has: more while the run goes on'),
    thresholds: z
      .array(thresholdRecord)
      .exactOptional()
      .describe('Figures that the playbook says the run has to reach'),
    results: z.array(cellResult),
    instructions: z
      .array(instructionProfile)
      .exactOptional()
      .describe('Where they were counted: vrbench profile'),
    overhead: overheadSchema.nullable().describe('null until a trial has ended'),
    conformance: z
      .array(conformanceSchema)
      .describe('Written when the run ends; empty where no trial was made'),
  })
  .describe('A run of vrbench');

/** run.json, parsed. */
export type RunRecord = DeepReadonly<z.output<typeof runSchema>>;
export type RunState = DeepReadonly<z.output<typeof runState>>;
export type ReferenceRecord = DeepReadonly<z.output<typeof referenceRecord>>;
export type LeftOutRecord = DeepReadonly<z.output<typeof leftOutRecord>>;
export type CellResult = DeepReadonly<z.output<typeof cellResult>>;
export type Overhead = DeepReadonly<z.output<typeof overheadSchema>>;
