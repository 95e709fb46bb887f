import { execa } from 'execa';
import { unless, type Fault } from '../fault.js';

/** Of every parser and every file. */
const MUTATIONS = 10_000;
/** In ms, for one parser. */
const PATIENCE = 3_600_000;
const SEEDS = 2 ** 31;

/** The tests of changed files and outputs, with many more changes than a run of the tests has time for. */
export const mutations: Fault = {
  title: `${MUTATIONS} mutations for every parser, reader and shipped file`,
  tries: 1,
  attempt: async (_, draw) => {
    const seed = String(draw.below(SEEDS));
    const { exitCode, stderr } = await execa(
      'npx',
      ['vitest', 'run', '--project', 'unit', '--testTimeout', String(PATIENCE), 'test/mutations'],
      {
        reject: false,
        env: { NO_COLOR: '1', VRBENCH_MUTATIONS: String(MUTATIONS), VRBENCH_SEED: seed },
      },
    );
    const failed = stderr.split('\n').filter((line) => line.includes(' FAIL '));
    return {
      moment: `VRBENCH_SEED=${seed}`,
      problems: unless(
        exitCode === 0,
        `vitest exits ${exitCode ?? 'by a signal'}: ${failed.join(' ')}`,
      ),
    };
  },
};
