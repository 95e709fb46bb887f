import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRun } from '../../../src/results/read-run.js';
import { readRunSet, writeRunSet } from '../../../src/results/run-set.js';
import { vrbench } from '../../cli/vrbench.js';

const playbook = (name: string, more = ''): string => `name: ${name}
dataPlanes: [ip-forwarder]
trial: { duration: 1 s }
${more}procedures:
  - { test: load-sweep, intendedLoads: [10 kpps] }
`;
/** Simulated devices do not do it. */
const TWO_ROUTERS = 'routers: { count: 2 }\n';

describe('a set of playbooks', () => {
  let folder: string;
  let results: string;
  let playbooks: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-set-'));
    results = join(folder, 'results');
    playbooks = join(folder, 'playbooks');
    await mkdir(playbooks);
    await writeFile(join(playbooks, 'one.yaml'), playbook('one'));
    await writeFile(join(playbooks, 'two.yaml'), playbook('two'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const setFolder = async (): Promise<string> => join(results, (await readdir(results))[0] ?? '');
  const statesOf = async (): Promise<readonly (readonly [string, string])[]> =>
    (await readRunSet(await setFolder())).playbooks.map((entry) => [
      entry.playbook.replace(/^.*\//, ''),
      entry.state,
    ]);
  const run = (...args: readonly string[]) =>
    vrbench(['run', '--simulate', '-r', results, ...args]);

  it('is run from a folder, with an archive each and one report', async () => {
    const { exitCode, stdout } = await run(playbooks);
    expect(exitCode).toBe(0);
    expect(await statesOf()).toEqual([
      ['one.yaml', 'complete'],
      ['two.yaml', 'complete'],
    ]);
    expect(stdout.match(/^=== .* ===$/gm)).toEqual([
      '=== one ===',
      '=== two ===',
      '=== all playbooks ===',
    ]);
    const archives = (await readRunSet(await setFolder())).playbooks.map(
      ({ run: name = '' }) => name,
    );
    for (const archive of archives) {
      const { state } = await readRun(join(await setFolder(), archive));
      expect(state).toEqual({ state: 'complete' });
    }
  });

  it('ends with a playbook that fails, and says how to go on', async () => {
    await writeFile(join(playbooks, 'one.yaml'), playbook('one', TWO_ROUTERS));
    const { exitCode, stderr } = await run(playbooks);
    expect(exitCode).toBe(3);
    expect(await statesOf()).toEqual([
      ['one.yaml', 'failed'],
      ['two.yaml', 'waiting'],
    ]);
    expect(stderr).toContain(`to resume: vrbench run --resume ${await setFolder()}`);
  });

  it('leaves such a playbook out with --keep-going, and has its exit code', async () => {
    await writeFile(join(playbooks, 'one.yaml'), playbook('one', TWO_ROUTERS));
    const { exitCode, stdout } = await run('--keep-going', playbooks);
    expect(exitCode).toBe(3);
    expect(await statesOf()).toEqual([
      ['one.yaml', 'left-out'],
      ['two.yaml', 'complete'],
    ]);
    expect(stdout).toMatch(/^one: left-out: .*found 2/ms);
  });

  it.skipIf(process.getuid?.() !== 0)(
    'on a full disk names its file and leaves nothing',
    async () => {
      await mkdir(results);
      await execa('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'none', results]);
      try {
        await writeFile(join(results, 'fill'), 'x');
        const { exitCode, stderr } = await run(playbooks);
        expect(exitCode).toBe(1);
        expect(stderr).toMatch(
          /^vrbench: creating the folder of the set on \S+: no space is left: \d+ bytes were to be written, 0 are free\n {2}fix: free space/,
        );
        expect(await readdir(results)).toEqual(['fill']);
      } finally {
        await execa('umount', [results]);
      }
    },
  );

  it('goes on with the playbooks that did not finish', async () => {
    await run(playbooks);
    const set = await readRunSet(await setFolder());
    const [first, second] = set.playbooks;
    if (first === undefined || second === undefined) throw new Error('there are two playbooks');
    const waiting = { playbook: second.playbook, state: 'waiting' as const };
    await writeRunSet(await setFolder(), { ...set, playbooks: [first, waiting] });
    const { exitCode, stderr } = await vrbench(['run', '--resume', await setFolder()]);
    expect(exitCode, stderr).toBe(0);
    const [same, again] = (await readRunSet(await setFolder())).playbooks;
    expect(same).toEqual(first);
    expect(again).toMatchObject({ state: 'complete' });
    // Its run had ended before the set knew: it is found, and not made again.
    expect(again?.run).toBe(second.run);
  });
});
