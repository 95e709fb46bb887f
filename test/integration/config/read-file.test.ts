import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileBytes } from '../../../src/config/read-file.js';
import { Interrupted } from '../../../src/model/failure.js';

describe('readFileBytes of a named pipe', () => {
  let folder: string;
  let pipe: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-pipe-'));
    pipe = join(folder, 'pipe');
    await execa('mkfifo', [pipe]);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('waits for data, in any number of parts', async () => {
    const reading = readFileBytes(pipe);
    const writer = 'printf one >"$1"; exec 3>"$1"; printf two >&3; printf three >&3';
    const [bytes] = await Promise.all([
      reading,
      execa('bash', ['-c', `exec 4>"$1"; ${writer}`, '-', pipe]),
    ]);
    expect(Buffer.from(bytes).toString()).toBe('onetwothree');
  });

  it('can be interrupted while there is no writer, before and after', async () => {
    const stop = new AbortController();
    const reading = expect(readFileBytes(pipe, stop.signal)).rejects.toThrow(Interrupted);
    stop.abort();
    await reading;
    await expect(readFileBytes(pipe, stop.signal)).rejects.toThrow(Interrupted);
  });

  it('works for a process substitution of a shell', async () => {
    const script = 'exec node dist/cli/main.js validate <(cat playbooks/quickstart.yaml)';
    const { stdout } = await execa('bash', ['-c', script]);
    expect(stdout).toMatch(/valid playbook$/);
  });
});
