import { execa } from 'execa';
import { unless, type Fault } from '../fault.js';

/** In ms, for one parser. */
const PATIENCE = 3_600_000;
const SEEDS = 2 ** 31;

/** How many changes of each sample. Many shipped files have the same reader, and each is planned and simulated. */
const TESTS = [
  { name: 'parsers', mutations: 10_000 },
  { name: 'archives', mutations: 10_000 },
  { name: 'files', mutations: 1_000 },
] as const;

/** Tests of changed outputs and files, a try each, with many more changes than `npm test` has time for. */
export const mutations: Fault = {
  title: '10,000 mutations for every parser and archive, 1,000 for every shipped file',
  tries: TESTS.length,
  attempt: async (_, draw, number) => {
    const { name, mutations: count } = TESTS[(number - 1) % TESTS.length] ?? TESTS[0];
    const test = `test/mutations/${name}.test.ts`;
    const seed = String(draw.below(SEEDS));
    const { exitCode, stderr } = await execa(
      'npx',
      ['vitest', 'run', '--project', 'unit', '--testTimeout', String(PATIENCE), test],
      {
        reject: false,
        env: { NO_COLOR: '1', VRBENCH_MUTATIONS: String(count), VRBENCH_SEED: seed },
      },
    );
    const failed = stderr.split('\n').filter((line) => line.includes(' FAIL '));
    return {
      moment: `${test}, VRBENCH_SEED=${seed}`,
      problems: unless(
        exitCode === 0,
        `vitest exits ${exitCode ?? 'by a signal'}: ${failed.join(' ')}`,
      ),
    };
  },
};
