import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { loadTestbed } from '../../src/config/load.js';
import type { Testbed } from '../../src/config/testbed/testbed.js';
import { labDown, labUp } from '../../src/lab/lab.js';
import { PreconditionFailure } from '../../src/model/failure.js';

/** The lab that all end-to-end tests share. */
export type LabForTests =
  | {
      readonly available: true;
      /** The testbed file: virtual-lab.yaml under another name. */
      readonly file: string;
      readonly testbed: Testbed;
      /** XDG_STATE_HOME of this lab; also in the environment of the tests. */
      readonly stateHome: string;
    }
  | { readonly available: false; readonly reason: string };

declare module 'vitest' {
  interface ProvidedContext {
    lab: LabForTests;
  }
}

const SHIPPED = fileURLToPath(new URL('../../testbeds/virtual-lab.yaml', import.meta.url));
const NAME = 'e2e-lab';

/** The shipped testbed under a name of the tests' own, so that nobody's lab is touched. */
const renamed = (text: string): string => {
  const changed = text.replace(/^name: .*$/m, `name: ${NAME}`);
  if (changed === text) throw new Error(`${SHIPPED} has no line with its name`);
  return changed;
};

/** Boots the lab once for all end-to-end tests; without QEMU they are skipped, but never under CI. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'vrbench-e2e-'));
  const stateHome = join(folder, 'state');
  process.env.XDG_STATE_HOME = stateHome;
  const file = join(folder, `${NAME}.yaml`);
  await writeFile(file, renamed((await loadTestbed(SHIPPED)).text));
  const loaded = await loadTestbed(file);
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
  };
  process.once('SIGINT', interrupt);
  try {
    const testbed = await labUp(loaded.file, loaded.folder, {
      signal: stop.signal,
      onProgress: (message) => {
        process.stderr.write(`lab: ${message}\n`);
      },
    });
    project.provide('lab', { available: true, file, testbed, stateHome });
  } catch (error) {
    if (!(error instanceof PreconditionFailure) || process.env.CI === 'true') {
      await rm(folder, { recursive: true });
      throw error;
    }
    process.stderr.write(`end-to-end tests are skipped: ${error.message}\n`);
    project.provide('lab', { available: false, reason: error.message });
  } finally {
    process.off('SIGINT', interrupt);
  }
  return async () => {
    await labDown(NAME);
    await rm(folder, { recursive: true });
  };
}
