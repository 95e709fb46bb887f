import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { checkFit, checkSimulation } from '../../src/config/fit.js';
import {
  InvalidFile,
  loadPlaybook,
  loadTestbed,
  type LoadedPlaybook,
  type LoadedTestbed,
} from '../../src/config/load.js';
import { simulatePlaybook, SIMULATED_TESTBED } from '../../src/session/backends/simulation.js';
import { planOf } from '../../src/session/plan/plan.js';
import { trialPlanOf } from '../../src/session/plan/trial-plan.js';
import { shipped } from '../shipped/shipped.js';
import { runs } from './runs.js';
import { restructured } from './structure.js';
import { mutated } from './text.js';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const textOf = (name: string): string => readFileSync(path(name), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'vrbench-mutations-'));
const FILE = join(folder, 'x.yaml');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What is wrong with a refusal: it is no InvalidFile, or one without line and column. */
const wrongRefusal = (error: unknown): unknown => {
  if (!(error instanceof InvalidFile)) return error;
  const lines = error.problems.filter((problem) => !/^\S+: and \d+ more$/.test(problem));
  return lines.find((problem) => !/^\S+:\d+:\d+( \S|:)/.test(problem));
};

/** What is wrong with what is made of a file, or with its refusal. */
const wrong = async (made: () => Promise<unknown>): Promise<unknown> => {
  try {
    await made();
    return undefined;
  } catch (error) {
    return wrongRefusal(error);
  }
};

/** More trials take too long beside the other tests. */
const MOST_SIMULATED = 500;

const planned = async (testbed: LoadedTestbed, playbook: LoadedPlaybook): Promise<void> => {
  checkFit(testbed.file, playbook);
  planOf(testbed.file, testbed.folder, playbook.playbook);
  await trialPlanOf({ playbook: playbook.playbook, linkSpeed: testbed.file.linkSpeed });
};

const simulated = async (loaded: LoadedPlaybook): Promise<void> => {
  checkSimulation(SIMULATED_TESTBED, loaded);
  const { playbook } = loaded;
  const { linkSpeed } = SIMULATED_TESTBED;
  const { expected } = await trialPlanOf({ playbook, linkSpeed });
  if (expected.trials > MOST_SIMULATED) return;
  await simulatePlaybook({
    playbook,
    linkSpeed,
    runId: 'x',
    signal: new AbortController().signal,
    emit: () => Promise.resolve(),
    announce: () => undefined,
  });
};

const TESTBEDS = ['three-machine', 'two-pairs-lab', 'deterministic-lab'];
const PLAYBOOKS = ['rfc2544-short', 'two-routers', 'deterministic-case-3'];

const changes = (text: string) => fc.oneof(restructured(text), mutated(text));

describe('a playbook that was changed', () => {
  it.each(shipped('playbooks'))(
    'is refused with line and column, or planned and simulated: %s',
    async (name) => {
      const testbeds = await Promise.all(
        TESTBEDS.map((testbed) => loadTestbed(path(`testbeds/${testbed}.yaml`))),
      );
      await fc.assert(
        fc.asyncProperty(changes(textOf(`playbooks/${name}`)), async (text) => {
          writeFileSync(FILE, text);
          const found = await wrong(async () => {
            const playbook = await loadPlaybook(FILE);
            for (const testbed of testbeds) {
              expect(await wrong(() => planned(testbed, playbook))).toBeUndefined();
            }
            await simulated(playbook);
          });
          expect(found).toBeUndefined();
        }),
        runs(15),
      );
    },
  );
});

describe('a testbed that was changed', () => {
  it.each(shipped('testbeds'))(
    'is refused with line and column, or planned on: %s',
    async (name) => {
      const playbooks = await Promise.all(
        PLAYBOOKS.map((playbook) => loadPlaybook(path(`playbooks/${playbook}.yaml`))),
      );
      await fc.assert(
        fc.asyncProperty(changes(textOf(`testbeds/${name}`)), async (text) => {
          writeFileSync(FILE, text);
          const found = await wrong(async () => {
            const testbed = await loadTestbed(FILE);
            for (const playbook of playbooks) {
              expect(await wrong(() => planned(testbed, playbook))).toBeUndefined();
            }
          });
          expect(found).toBeUndefined();
        }),
        runs(15),
      );
    },
  );
});
