import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LISTED_SCHEMAS } from '../../../src/results/listing/listed-run.js';
import { runRecord } from '../record.js';

const fixture = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/results/${name}/run.json`, import.meta.url), 'utf8'),
  );

const LISTED = [
  ...['runId', 'started', 'ended', 'state', 'testbed', 'playbook', 'environment', 'results'],
].toSorted();

describe('a listed run', () => {
  it.each([
    [1, 'version-1'],
    [2, 'sweep'],
    [2, 'rfc2544'],
    [2, 'mlrsearch'],
    [3, 'version-3'],
  ] as const)('has the same keys in each version: %d, %s', (version, name) => {
    const run = LISTED_SCHEMAS[version].parse(fixture(name));
    expect(Object.keys(run).toSorted()).toEqual(LISTED);
  });

  it('has the values of run.json', () => {
    const { runId, started, ended, state, testbed, playbook, environment, results } = runRecord;
    expect(LISTED_SCHEMAS[3].parse(runRecord)).toEqual({
      ...{ runId, started, ended, state, testbed, playbook, environment, results },
    });
  });

  it.each(['runId', 'started', 'state', 'environment', 'results'])(
    'is none without its %s',
    (key) => {
      const { error } = LISTED_SCHEMAS[3].safeParse({ ...runRecord, [key]: undefined });
      expect(error?.issues.map(({ path }) => path[0])).toEqual([key]);
    },
  );
});
