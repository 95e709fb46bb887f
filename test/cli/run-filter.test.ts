import { InvalidArgumentError } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { filteredRuns, momentOf, type RunFilter } from '../../src/cli/run-filter.js';
import type { ResultsEntry, RunEntry, SetEntry } from '../../src/results/listing/list-runs.js';
import type { ListedRun } from '../../src/results/listing/listed-run.js';
import { runRecord } from '../results/record.js';

const NOW = Date.parse('2026-11-28T05:00:00Z');
const HOUR = 3_600_000;

describe('momentOf', () => {
  it.each([
    ['2026-11-20', Date.parse('2026-11-20T00:00:00Z')],
    ['2026-11-20T08:00Z', Date.parse('2026-11-20T08:00:00Z')],
    ['2026-11-20T08:00:30Z', Date.parse('2026-11-20T08:00:30Z')],
    ['2026-11-20T08:00+02:00', Date.parse('2026-11-20T06:00:00Z')],
    ['36h', NOW - 36 * HOUR],
    ['7d', NOW - 7 * 24 * HOUR],
    ['2w', NOW - 14 * 24 * HOUR],
  ])('reads %s', (text, moment) => {
    expect(momentOf(text, NOW)).toBe(moment);
  });

  it.each(['', 'yesterday', '7', '7m', '-7d', '1.5d', '2026', '2026-13-01', '20261120', '7d ago'])(
    'refuses %j',
    (text) => {
      expect(() => momentOf(text, NOW)).toThrow(InvalidArgumentError);
    },
  );
});

const run = (folder: string, change: Partial<ListedRun> = {}): RunEntry => ({
  ...{ kind: 'run', folder },
  run: { ...runRecord, ...change },
});
const unreadable: RunEntry = { kind: 'unreadable', folder: 'broken', reason: 'not JSON' };

const setOf = (...runs: readonly RunEntry[]): SetEntry => ({
  ...{ kind: 'set', folder: 'set', runs },
  set: { schemaVersion: 1, started: runRecord.started, testbed: null, playbooks: [] },
});

const kept = (filter: RunFilter, ...entries: readonly ResultsEntry[]): readonly string[] =>
  filteredRuns(entries, filter).map(({ folder }) => folder);

describe('filteredRuns', () => {
  const all = [
    run('a'),
    run('b', { testbed: 'metal' }),
    run('c', { playbook: 'case-1' }),
    run('d', { state: { state: 'failed', message: 'ssh: no route' } }),
    run('e', { started: '2026-11-27T00:00:00.000Z' }),
  ];

  it.each<[RunFilter, readonly string[]]>([
    [{}, ['a', 'b', 'c', 'd', 'e']],
    [{ testbed: 'metal' }, ['b']],
    [{ playbook: 'case-1' }, ['c']],
    [{ state: 'failed' }, ['d']],
    [{ since: Date.parse('2026-11-27T00:00:00Z') }, ['e']],
    [{ since: Date.parse('2026-11-27T00:00:00.001Z') }, []],
    [{ testbed: 'metal', playbook: 'case-1' }, []],
    [{ testbed: undefined, playbook: 'case-1' }, ['c']],
  ])('of %j', (filter, folders) => {
    expect(kept(filter, ...all)).toEqual(folders);
  });

  it('keeps what cannot be read: it might meet everything', () => {
    expect(kept({ testbed: 'metal' }, unreadable, run('a'))).toEqual(['broken']);
  });

  it('keeps of a set the runs that meet it, and drops a set that has none', () => {
    const set = setOf(run('a'), run('b', { testbed: 'metal' }));
    const [found] = filteredRuns([set], { testbed: 'metal' });
    expect(found?.kind === 'set' && found.runs.map(({ folder }) => folder)).toEqual(['b']);
    expect(kept({ testbed: 'none' }, set)).toEqual([]);
    expect(kept({}, setOf())).toEqual(['set']);
  });
});
