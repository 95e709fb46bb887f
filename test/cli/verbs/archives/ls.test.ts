import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutputStream } from '../../../../src/cli/output/output-stream.js';
import { lsVerb } from '../../../../src/cli/verbs/archives/ls.js';
import { UnreadableArchive } from '../../../../src/results/archive-failure.js';
import { writeRunSet } from '../../../../src/results/run-set.js';
import { runRecord } from '../../../results/record.js';
import { keptStream } from '../../output/stream.js';

const FIXTURES = fileURLToPath(new URL('../../../fixtures/results/', import.meta.url));

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vrbench-ls-'));
});
afterEach(() => rm(root, { recursive: true }));

const ls = async (...words: readonly string[]): Promise<string> => {
  const [out, err] = [keptStream({}), keptStream({})];
  const io = {
    out: new OutputStream(out.stream),
    err: new OutputStream(err.stream),
    signal: new AbortController().signal,
  };
  await lsVerb(io).parseAsync(['-r', root, ...words], { from: 'user' });
  return out.text();
};

const addRun = async (name: string, change: object = {}): Promise<void> => {
  await mkdir(join(root, name), { recursive: true });
  await writeFile(join(root, name, 'run.json'), JSON.stringify({ ...runRecord, ...change }));
};

describe('vrbench ls', () => {
  it('has a line and the headline of each run', async () => {
    await addRun('1');
    await addRun('2', { testbed: 'metal', state: { state: 'failed', message: 'x' } });
    const lines = (await ls()).trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe(
      `2026-01-31 10:15  complete  virtual-lab  emulated (tcg, 2 host cores)  ${join(root, '1')}`,
    );
    expect(lines[1]).toMatch(/^ {4}\S.*64 bytes: softnet-macvlan 9 kpps$/);
    expect(lines[2]).toBe(
      `2026-01-31 10:15  failed    metal        emulated (tcg, 2 host cores)  ${join(root, '2')}`,
    );
  });

  it('has the same as JSON', async () => {
    await cp(join(FIXTURES, 'version-3'), join(root, 'a'), { recursive: true });
    await addRun('b', { state: { state: 'failed', message: 'no route' }, results: [] });
    const found = JSON.parse(await ls('--json')) as readonly {
      folder: string;
      headline: string | null;
    }[];
    expect(found.map(({ folder }) => folder)).toEqual([join(root, 'a'), join(root, 'b')]);
    expect(found[0]?.headline).toMatch(/ bytes: /);
    expect(found[1]).toMatchObject({
      ...{ kind: 'run', runId: runRecord.runId, state: 'failed', message: 'no route' },
      ...{
        environment: runRecord.environment,
        label: 'emulated (tcg, 2 host cores)',
        headline: null,
      },
    });
  });

  it('says on one line why a run cannot be read', async () => {
    await addRun('1', { started: 5, testbed: 6 });
    const text = await ls();
    expect(text).toMatch(/^unreadable: .*\/1: started: .*; testbed: .*\n$/);
  });

  it('has a set with its runs and those that were skipped', async () => {
    await addRun('set/1');
    await writeRunSet(join(root, 'set'), {
      ...{ schemaVersion: 1, started: runRecord.started, testbed: '/x/lab.yaml' },
      playbooks: [
        { playbook: '/x/case-1.yaml', state: 'complete', run: '1' },
        { playbook: '/x/case-2.yaml', state: 'left-out', message: 'no pktgen\nmore' },
      ],
    });
    const lines = (await ls()).trimEnd().split('\n');
    expect(lines[0]).toBe(`2026-01-31 10:15  set  ${join(root, 'set')}: 1 of 2 playbooks complete`);
    expect(lines[1]).toMatch(/^ {2}2026-01-31 10:15 {2}complete/);
    expect(lines.at(-1)).toBe('  left-out: case-2: no pktgen');
  });

  it('lists what its options choose', async () => {
    await addRun('1');
    await addRun('2', { testbed: 'metal', started: '2026-11-01T00:00:00.000Z' });
    for (const words of [
      ['-t', 'metal'],
      ['--since', '2026-06-01'],
    ]) {
      const text = await ls(...words);
      expect(text).toContain(join(root, '2'));
      expect(text).not.toContain(join(root, '1'));
    }
    expect(await ls('-s', 'running')).toBe(`no runs in ${root}\n`);
    expect(await ls('-s', 'running', '--json')).toBe('[]\n');
  });

  it('fails if there is no such folder', async () => {
    await expect(ls('-r', join(root, 'none'))).rejects.toThrow(UnreadableArchive);
  });
});
