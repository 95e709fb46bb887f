import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's folder. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A folder with a playbook of many trials, for runs that something happens to. */
export interface ManyTrials extends AsyncDisposable {
  readonly folder: string;
  /** What runs it, with archives in `results`. */
  readonly argv: readonly [string, ...string[]];
  readonly results: string;
  /** Trials that are journaled by now. */
  readonly journaled: () => Promise<number>;
}

const playbookOf = (repeats: number): string => `name: many
dataPlanes: [ip-forwarder]
frameSizes: [64]
trial: { duration: 1 s }
procedures:
  - { test: load-sweep, intendedLoads: [20 kpps, 30 kpps], repeats: ${repeats} }
`;

/** The folder of the only run in a folder of results; undefined where there is none yet. */
export const onlyRun = async (results: string): Promise<string | undefined> => {
  const [name] = await readdir(results).catch(() => []);
  return name === undefined ? undefined : join(results, name);
};

/** Makes such a folder. @param trials how many */
export const manyTrials = async (trials = 100): Promise<ManyTrials> => {
  const folder = await mkdtemp(join(tmpdir(), 'vrbench-many-'));
  const [playbook, results] = [join(folder, 'many.yaml'), join(folder, 'results')];
  await writeFile(playbook, playbookOf(trials / 2));
  return {
    folder,
    results,
    argv: ['node', 'dist/cli/main.js', 'run', '--simulate', playbook, '-r', results],
    journaled: async () => {
      const run = await onlyRun(results);
      if (run === undefined) return 0;
      const text = await readFile(join(run, 'trials.ndjson'), 'utf8').catch(() => '');
      return text.split('\n').length - 1;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
};
