import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Io } from '../../../src/cli/io.js';
import { keepReport } from '../../../src/cli/reports/keep-report.js';
import { OutputStream } from '../../../src/cli/output/output-stream.js';
import { keptStream } from '../output/stream.js';

const SWEEP = fileURLToPath(new URL('../../fixtures/results/sweep', import.meta.url));

const terminal = () => {
  const [out, err] = [keptStream({}), keptStream({})];
  const io: Io = {
    out: new OutputStream(out.stream),
    err: new OutputStream(err.stream),
    signal: new AbortController().signal,
  };
  return { io, said: () => `${out.text()}${err.text()}` };
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vrbench-keep-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the page of a run', () => {
  it('is kept in its archive, whole, and says nothing', async () => {
    await cp(SWEEP, folder, { recursive: true });
    const before = await readdir(folder);
    const { io, said } = terminal();
    await keepReport(io, folder);
    expect(said()).toBe('');
    expect((await readdir(folder)).filter((name) => !before.includes(name))).toEqual([
      'report.html',
    ]);
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toMatch(
      /^<!doctype html>\n.*<svg .*<\/html>\n$/s,
    );
  });

  it('that cannot be made fails nothing, and is said', async () => {
    const { io, said } = terminal();
    await keepReport(io, join(folder, 'gone'));
    expect(said()).toMatch(/gone\/report\.html was not written: .*run\.json/);
    expect(await readdir(folder)).toEqual([]);
  });
});
