import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../../src/config/load.js';
import { Interrupted, PreconditionFailure } from '../../../src/model/failure.js';
import { readRun } from '../../../src/results/read-run.js';
import type { Backend } from '../../../src/session/backends/backend.js';
import { executeRun } from '../../../src/session/run/execute-run.js';
import { withRunEvents } from '../../../src/session/run/measuring.js';

const playbook = await loadPlaybook('playbooks/quickstart.yaml');
const missing = new PreconditionFailure({ attempted: 'checking', where: 'dut', got: 'no tc' });

/** Machines that fail, before or after the first change. */
const failing = (begins: boolean, error: Error): Backend => ({
  testbed: { name: 'metal', environment: { kind: 'metal' } },
  playbook,
  text: 'name: metal\n',
  measure: (order) =>
    withRunEvents(order, async () => {
      if (begins) await order.emit({ type: 'set-up-started' });
      throw error;
    }),
});

describe('a run that fails', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'vrbench-run-'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  /** The folders that were shown. */
  const execute = async (backend: Backend, results: string, error: unknown): Promise<string[]> => {
    const archived: string[] = [];
    const running = executeRun({
      backend,
      results,
      vrbench: { version: '0.0.0', commit: null },
      signal: new AbortController().signal,
      display: { show: () => undefined, announce: () => undefined, stop: () => undefined },
      onArchived: (folder) => {
        archived.push(folder);
        return Promise.resolve();
      },
    });
    await expect(running).rejects.toBe(error);
    return archived;
  };

  it('leaves no archive and no folder if nothing was started', async () => {
    const results = join(root, 'results');
    expect(await execute(failing(false, missing), results, missing)).toEqual([]);
    expect(await readdir(root)).toEqual([]);
    expect(await execute(failing(false, missing), root, missing)).toEqual([]);
    expect(await readdir(root)).toEqual([]);
  });

  it('leaves an archive if machines may have been changed', async () => {
    const [folder = ''] = await execute(failing(true, missing), root, missing);
    expect(await readdir(root)).toHaveLength(1);
    expect((await readRun(folder)).state).toEqual({ state: 'failed', message: missing.message });
  });

  it('leaves archives of other runs alone', async () => {
    const results = join(root, 'results');
    await execute(failing(true, missing), results, missing);
    const stopped = new Interrupted('connecting');
    await execute(failing(false, stopped), results, stopped);
    expect(await readdir(results)).toHaveLength(1);
  });
});
