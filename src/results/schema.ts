import { z } from 'zod';
import { instructionProfile } from './instruction-schema.js';
import { procedureResult } from './procedure-schema.js';
import { controllerSchema, environmentSchema, setupSchema } from './setup-schema.js';
import { bitsPerSecond } from '../model/units.js';
import { DESTINATIONS, DIRECTIONS, PROTOCOLS } from '../model/network/traffic.js';
import { dataPlane, duration, length, modifier, moment, procedureIndex } from './trial-schema.js';

export type {
  Controller,
  Environment,
  ModuleIdentity,
  PortSetup,
  RoleSetup,
  Setup,
} from './setup-schema.js';
export type { BackToBackOutcome, ProcedureResult, ThroughputOutcome } from './procedure-schema.js';
export type { GoalResult } from './search-goal-schema.js';
export type { TestName, TrialRecord } from './trial-schema.js';

const trafficSchema = z
  .strictObject({
    protocol: z.enum(PROTOCOLS),
    destinations: z.enum(DESTINATIONS),
    direction: z.enum(DIRECTIONS),
  })
  .describe('What test frames were like, and where they went');

const cellResult = z
  .strictObject({
    dataPlane,
    modifier: modifier.describe(
      'Condition under which it was measured; absent where there was none',
    ),
    frameSize: length.describe('Bytes, FCS included'),
    procedure: procedureIndex,
    result: procedureResult,
  })
  .describe('What one procedure came to on one data plane at one frame size');

const runState = z
  .discriminatedUnion('state', [
    z.strictObject({ state: z.literal('running') }),
    z.strictObject({ state: z.literal('complete') }),
    z.strictObject({ state: z.literal('interrupted') }),
    z.strictObject({ state: z.literal('failed'), message: z.string() }),
  ])
  .describe("'running' in an archive whose run has ended means that the controller died");

const overheadSchema = z
  .strictObject({
    medianPerTrial: duration,
    total: duration,
    peakResidentBytes: length,
  })
  .describe(
    "The controller's own time in trials (wall less traffic less settling), and its memory",
  );

const requirement = {
  requirement: z.string(),
  section: z.string().describe('Of RFC 2544 unless another document is named'),
  level: z
    .enum(['MUST', 'SHOULD', 'described'])
    .describe("'described' where the text uses neither word"),
};

const conformance = z
  .discriminatedUnion('state', [
    z.strictObject({ ...requirement, state: z.literal('met') }),
    z.strictObject({
      ...requirement,
      state: z.literal('deviates'),
      value: z.string().describe('What the run did instead'),
    }),
    z.strictObject({ ...requirement, state: z.literal('not-applicable') }),
  ])
  .describe('Something that RFC 2544 or one of its updates asks for, and whether this run does it');

const media = z
  .strictObject({
    ingressPorts: z
      .int()
      .min(1)
      .describe('Loads are aggregate over them: so many times that of one'),
    linkSpeed: z
      .number()
      .gt(0)
      .transform(bitsPerSecond)
      .nullable()
      .describe(
        'Of every link at layer 1, in bits per second; null where the testbed does not say',
      ),
  })
  .describe('What the frames were offered on');

/** run.json: what was measured, on what, and what it came to. Version 2. */
export const runSchema = z
  .strictObject({
    schemaVersion: z.literal(2),
    runId: z.string(),
    started: moment,
    ended: moment.nullable().describe('null while the run goes on'),
    state: runState,
    vrbench: z.strictObject({
      version: z.string(),
      commit: z.string().nullable().describe('git commit, where known'),
    }),
    testbed: z.string().describe('Name of the testbed; its text is in inputs/'),
    playbook: z.string().describe('Name of the playbook; its text is in inputs/'),
    environment: environmentSchema,
    media: media.exactOptional(),
    traffic: trafficSchema.exactOptional(),
    controller: controllerSchema,
    setup: setupSchema.nullable().describe('null until the machines were read'),
    results: z.array(cellResult),
    instructions: z
      .array(instructionProfile)
      .exactOptional()
      .describe('Where they were counted: vrbench profile'),
    overhead: overheadSchema.nullable().describe('null until a trial has ended'),
    conformance: z.array(conformance),
  })
  .describe('A run of vrbench');

/** run.json, parsed. */
export type RunRecord = z.output<typeof runSchema>;
export type RunState = z.output<typeof runState>;
export type CellResult = z.output<typeof cellResult>;
export type Media = z.output<typeof media>;
export type Overhead = z.output<typeof overheadSchema>;
export type Conformance = z.output<typeof conformance>;
