import { execa } from 'execa';
import { unless, type Fault } from '../fault.js';

/** Of every parser and every file. */
const MUTATIONS = 10_000;
/** In ms, for one parser. */
const PATIENCE = 3_600_000;
const SEEDS = 2 ** 31;

/** The tests, the quickest first: of outputs of commands, of archives, of shipped files. */
const TESTS = ['parsers', 'archives', 'files'] as const;

/** Tests of changed outputs and files, a try each, with many more changes than `npm test` has time for. */
export const mutations: Fault = {
  title: `${MUTATIONS} mutations for every parser, reader and shipped file`,
  tries: TESTS.length,
  attempt: async (_, draw, number) => {
    const test = `test/mutations/${TESTS[(number - 1) % TESTS.length] ?? ''}.test.ts`;
    const seed = String(draw.below(SEEDS));
    const { exitCode, stderr } = await execa(
      'npx',
      ['vitest', 'run', '--project', 'unit', '--testTimeout', String(PATIENCE), test],
      {
        reject: false,
        env: { NO_COLOR: '1', VRBENCH_MUTATIONS: String(MUTATIONS), VRBENCH_SEED: seed },
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
