import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { loadTestbed } from '../../src/config/load.js';
import type { Host } from '../../src/host/host.js';
import { openHost } from '../../src/host/open.js';
import { labDown, labUp } from '../../src/lab/lab.js';
import { vrbench, type Call } from '../cli/vrbench.js';
import { ADDRESSES_SETTLED, machineState } from './machine-state.js';

/** A lab of one machine, booted for a test file. */
export interface OneMachine extends AsyncDisposable {
  readonly machine: Host;
  /** A folder of this test's own. */
  readonly folder: string;
  readonly testbedFile: string;
  /** The state of the machine now. */
  readonly state: () => Promise<unknown>;
  /** Runs a playbook there. @returns the call, and the folder of its archive */
  readonly run: (playbook: object) => Promise<{ readonly call: Call; readonly archive: string }>;
}

/**
 * Boots a shipped testbed of one machine under a name of the test's own.
 * @param change what is different in its text
 */
export const bootOneMachine = async (
  shipped: string,
  name: string,
  change: (text: string) => string = (text) => text,
): Promise<OneMachine> => {
  const folder = await mkdtemp(join(tmpdir(), `vrbench-${name}-`));
  const testbedFile = join(folder, `${name}.yaml`);
  const text = await readFile(`testbeds/${shipped}.yaml`, 'utf8');
  await writeFile(testbedFile, change(text).replace(/^name: .*$/m, `name: ${name}`));
  const loaded = await loadTestbed(testbedFile);
  const { connections } = await labUp(loaded.file, loaded.folder, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const connection = connections.all;
  if (connection === undefined) throw new Error('the lab has no machine');
  const machine = await openHost('all', connection);
  await machine.run(ADDRESSES_SETTLED);
  return {
    machine,
    folder,
    testbedFile,
    state: () => machineState(machine),
    run: async (playbook) => {
      const file = join(folder, 'playbook.yaml');
      await writeFile(file, stringify(playbook));
      const call = await vrbench(['run', '-t', testbedFile, file, '-r', join(folder, 'results')]);
      return { call, archive: /^archive: +(.*)$/m.exec(call.stdout)?.[1] ?? '' };
    },
    [Symbol.asyncDispose]: async () => {
      await machine[Symbol.asyncDispose]();
      await labDown(name);
      await rm(folder, { recursive: true });
    },
  };
};
