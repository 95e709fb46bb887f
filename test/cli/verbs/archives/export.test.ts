import { appendFile, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutputStream } from '../../../../src/cli/output/output-stream.js';
import { exportVerb } from '../../../../src/cli/verbs/archives/export.js';
import { Interrupted } from '../../../../src/model/failure.js';
import { TRIAL_COLUMNS } from '../../../../src/report/export/trial-columns.js';
import { openMetricsProblems } from '../../../report/export/open-metrics.js';
import { keptStream } from '../../output/stream.js';

const FIXTURES = fileURLToPath(new URL('../../../fixtures/results/', import.meta.url));
const V3 = join(FIXTURES, 'version-3');

const exported = async (words: readonly string[], signal = new AbortController().signal) => {
  const [out, err] = [keptStream({}), keptStream({})];
  const io = { out: new OutputStream(out.stream), err: new OutputStream(err.stream), signal };
  await exportVerb(io).parseAsync([...words], { from: 'user' });
  return { out: out.text(), err: err.text() };
};

const journalOf = async (folder: string): Promise<readonly string[]> =>
  (await readFile(join(folder, 'trials.ndjson'), 'utf8')).trimEnd().split('\n');

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vrbench-export-'));
});
afterEach(() => rm(root, { recursive: true }));

describe('vrbench export', () => {
  it.each(['version-1', 'sweep', 'mlrsearch', 'version-3'])(
    'prints a row a trial, of every version: %s',
    async (fixture) => {
      const folder = join(FIXTURES, fixture);
      const [head, ...rows] = (await exported([folder])).out.trimEnd().split('\n');
      expect(head).toBe(TRIAL_COLUMNS.map(({ name }) => name).join(','));
      expect(rows).toHaveLength((await journalOf(folder)).length);
    },
  );

  it('prints the figures as OpenMetrics', async () => {
    const { out } = await exported([V3, '--openmetrics']);
    expect(openMetricsProblems(out)).toEqual([]);
    expect(out).toMatch(/[^\n]\n# EOF\n$/);
  });

  it('prints the figures as JSON, named as in OpenMetrics', async () => {
    const families = JSON.parse((await exported([V3, '--json'])).out) as readonly {
      name: string;
      samples: readonly unknown[];
    }[];
    const { out } = await exported([V3, '--openmetrics']);
    const named = [...out.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(4);
    expect(families.filter(({ samples }) => samples.length > 0).map(({ name }) => name)).toEqual(
      named,
    );
  });

  it('finds a run by its name in the results, and by when it was made', async () => {
    const { out } = await exported(['version-3', '-r', FIXTURES]);
    expect(out).toBe((await exported([V3])).out);
    await cp(V3, join(root, '20260101T000000Z-a'), { recursive: true });
    expect((await exported(['last', '-r', root])).out).toBe(out);
    await expect(exported(['last~1', '-r', root])).rejects.toThrow('has 1 run');
  });

  it('omits a truncated last line, and says so', async () => {
    await cp(V3, root, { recursive: true });
    await appendFile(join(root, 'trials.ndjson'), '{"sequence": 99');
    const { out, err } = await exported([root]);
    expect(out).toBe((await exported([V3])).out);
    expect(err).toContain('truncated');
  });

  it('fails if there is no run, on a damaged line, and when interrupted', async () => {
    await expect(exported([join(root, 'none')])).rejects.toThrow('no such run');
    await cp(V3, root, { recursive: true });
    await appendFile(join(root, 'trials.ndjson'), '{}\n');
    await expect(exported([root])).rejects.toThrow(/trials\.ndjson/);
    await expect(exported([V3], AbortSignal.abort())).rejects.toThrow(Interrupted);
  });
});
