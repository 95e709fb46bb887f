import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { TestbedEnvironment } from '../../src/config/testbed/testbed.js';
import { nanoseconds } from '../../src/model/units.js';
import { runJsonSchema, trialJsonSchema } from '../../src/results/json-schema.js';
import type { TrialOutcome } from '../../src/model/trial.js';
import { overheadOf, ownTime } from '../../src/results/overhead.js';
import { runSchema, type Environment } from '../../src/results/schema.js';
import { PRESETS } from '../../src/rfc2544/search/mlrsearch/goal.js';
import { brokenRecord, runRecord, trialRecord } from './record.js';

const validate = new Ajv2020({
  strict: true,
  allErrors: true,
  formats: { 'date-time': true },
}).compile(runJsonSchema());

describe('the schema of run.json', () => {
  it('accepts values of testbeds unchanged', () => {
    expectTypeOf<TestbedEnvironment>().toExtend<Environment>();
  });

  it('leaves a record unchanged', () => {
    expect(runSchema.parse(JSON.parse(JSON.stringify(runRecord)))).toEqual(runRecord);
  });

  it('is a JSON Schema of draft 2020-12 that accepts a record', () => {
    expect(runJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:vrbench:run:3',
    });
    expect(validate(runRecord)).toBe(true);
  });

  it('accepts a search goal without bounds, and the label of a simulation', () => {
    const { tst009: goal } = PRESETS;
    const found = { goal, state: 'irregular', reason: 'not-settled', lower: null, upper: null };
    const width = { type: 'relative', value: 0.01 };
    const result = { test: 'mlrsearch', width, loads: 'aggregate', goals: [found] };
    const results = [{ ...runRecord.results[0], result }];
    const record: unknown = { ...runRecord, environment: { kind: 'simulated' }, results };
    expect(validate(record)).toBe(true);
    expect(runSchema.parse(record)).toEqual(record);
  });

  it.each([
    ['an unknown key', { ...runRecord, colour: 'red' }],
    ['another version', { ...runRecord, schemaVersion: 1 }],
    ['a time that is none', { ...runRecord, started: 'yesterday' }],
    ['a failure without its message', { ...runRecord, state: { state: 'failed' } }],
    ['a missing label', { ...runRecord, environment: undefined }],
  ])('refuses %s, as zod does', (_, record) => {
    const value: unknown = JSON.parse(JSON.stringify(record));
    expect(validate(value)).toBe(false);
    expect(runSchema.safeParse(value).success).toBe(false);
  });
});

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** The numbers in a schema without a description, except for constants. */
const unexplained = (node: unknown, place: string): readonly string[] => {
  if (!isNode(node)) return [];
  const isNumber = node.type === 'number' || node.type === 'integer';
  const silent = isNumber && node.const === undefined && node.description === undefined;
  return [
    ...(silent ? [place] : []),
    ...Object.entries(node).flatMap(([key, value]) => unexplained(value, `${place}/${key}`)),
  ];
};

describe('the schemas of an archive', () => {
  it.each([
    ['run', runJsonSchema],
    ['trial', trialJsonSchema],
  ])('say of every number of %s what it is, durations with their unit', (name, schema) => {
    expect(unexplained(schema(), name)).toEqual([]);
  });

  it('match the contents of an archive', () => {
    const ajv = new Ajv2020({ strict: true, formats: { 'date-time': true } });
    const trial = ajv.compile(trialJsonSchema());
    expect(trial(trialRecord(1, [10, 9]))).toBe(true);
    expect(trial({ ...trialRecord(1, [10, 9]), ended: 'now' })).toBe(false);
  });
});

describe('overhead', () => {
  it('is wall time less traffic and settling, as median and sum', () => {
    const timed = (wall: number) => {
      const timing = {
        wall: nanoseconds(wall),
        traffic: nanoseconds(10),
        settling: nanoseconds(5),
      };
      return trialRecord(1, [1, 1], { timing }).result;
    };
    const of = (results: readonly TrialOutcome[], peak: number) =>
      overheadOf(results.flatMap(ownTime), peak);
    expect(of([timed(45), timed(17), timed(20)], 93_000_000)).toEqual({
      medianPerTrial: 5,
      total: 37,
      peakResidentBytes: 93_000_000,
    });
    expect(of([], 1)).toBeNull();
    expect(of([brokenRecord(1).result], 1)).toBeNull();
    const all = [timed(45), brokenRecord(2).result];
    expect(of(all, 1)).toEqual(of([timed(45)], 1));
  });
});
