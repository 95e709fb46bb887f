import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimRun } from '../../../../src/claims/observed/measured.js';
import { OutputStream } from '../../../../src/cli/output/output-stream.js';
import { PAPER_CLAIMS } from '../../../../src/cli/shipped.js';
import { claimsVerb } from '../../../../src/cli/verbs/archives/claims.js';
import { InvalidFile } from '../../../../src/config/load.js';
import { testOf } from '../../../../src/rfc2544/tests/index.js';
import { PAPER_RUNS } from '../../../claims/paper-devices.js';
import { paperRun } from '../../../claims/paper-runs.js';
import { keptStream } from '../../output/stream.js';

let folder = '';

/** Archives a run, as `vrbench run` leaves it. @returns its folder */
const archived = async (name: string, { run, trialOf }: ClaimRun): Promise<string> => {
  const own = join(folder, name);
  await mkdir(own);
  const lines: string[] = [];
  for (const { dataPlane, network, result } of run.results) {
    const loads = testOf(result).byLoad?.(result) ?? [];
    for (const sequence of loads.flatMap(({ trials }) => trials)) {
      const where = { dataPlane, network, procedure: 0, test: result.test };
      const times = { started: run.started, ended: run.started };
      lines.push(JSON.stringify({ sequence, ...times, ...where, result: trialOf(sequence) }));
    }
  }
  await writeFile(join(own, 'run.json'), JSON.stringify(run));
  await writeFile(join(own, 'trials.ndjson'), `${lines.join('\n')}\n`);
  return own;
};

const claims = async (...words: readonly string[]): Promise<string> => {
  const [out, err] = [keptStream({}), keptStream({})];
  const io = {
    out: new OutputStream(out.stream),
    err: new OutputStream(err.stream),
    signal: new AbortController().signal,
  };
  await claimsVerb(io).parseAsync([...words], { from: 'user' });
  return out.text();
};

/** The claims in a file of their own, with something else in the place of a text. */
const copied = async (text: string, other: string): Promise<string> => {
  const shipped = await readFile(PAPER_CLAIMS, 'utf8');
  expect(shipped.split(text)).toHaveLength(2);
  const file = join(folder, 'mine.yaml');
  await writeFile(file, shipped.replace(text, other));
  return file;
};

describe('vrbench claims', () => {
  let runs: readonly string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-claims-'));
    runs = await Promise.all(
      PAPER_RUNS.slice(0, 2).map((each) => archived(each.name, paperRun(each))),
    );
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('judges archived runs together, and names what none of them has', async () => {
    const text = await claims(...runs);
    expect(text).toContain('20260131T101500Z-a: metal');
    expect(text).toContain(
      'Claims of the paper: 13 supported, 0 contradicted, 0 cannot tell, 25 not run',
    );
    expect(text).toMatch(
      /virtual-routers-napi-constant\s[^/]*nothing was measured with three ports/,
    );
  });

  it('judges one number contradicted that is altered in a copy of the claims, by the same runs', async () => {
    const file = await copied(
      'value: 480 kpps\n    within: 5 %\n    dependsOn: [cycles, kernel]\n  - id: case-2-softnet-falls',
      'value: 400 kpps\n    within: 5 %\n    dependsOn: [cycles, kernel]\n  - id: case-2-softnet-falls',
    );
    const text = await claims(...runs, '--claims', file, '--json');
    const verdicts = JSON.parse(text) as { id: string; state: string; paper?: number }[];
    const contradicted = verdicts.filter(({ state }) => state === 'contradicted');
    expect(contradicted).toMatchObject([{ id: 'case-2-softnet-overload', paper: 400 / 785 }]);
    expect(verdicts.filter(({ state }) => state === 'supported')).toHaveLength(12);
  });

  it('names a network that does not exist, with line and column', async () => {
    const file = await copied(
      'of: { figure: peak, network: case-1, dataPlane: napi-macvlan }',
      'of: { figure: peak, network: case-7, dataPlane: napi-macvlan }',
    );
    const failed = claims(...runs, '--claims', file);
    await expect(failed).rejects.toThrow(InvalidFile);
    await expect(failed).rejects.toThrow(
      /mine\.yaml:\d+:\d+ claims\[1\]\.of\.network: unknown network 'case-7'; did you mean 'case-1'\?/,
    );
  });
});
