import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { loadTestbed } from '../../src/config/load.js';
import type { Host } from '../../src/host/host.js';
import { openHost } from '../../src/host/open.js';
import { labDown, labUp } from '../../src/lab/lab.js';
import { vrbench, type Call } from '../cli/vrbench.js';
import { ADDRESSES_SETTLED, machineState } from '../machine-state/machine-state.js';

/** A lab of one machine, booted for a test file. */
export interface OneMachine extends AsyncDisposable {
  readonly machine: Host;
  /** The state of the machine now. */
  readonly state: () => Promise<unknown>;
  /**
   * Runs a playbook there.
   * @param counting who counts at the sink, where the testbed's choice is not the test's
   * @returns the call, and the folder of its archive
   */
  readonly run: (
    playbook: object,
    counting?: 'frame-sink',
  ) => Promise<{ readonly call: Call; readonly archive: string }>;
}

/** The testbed's text with another choice of who counts at the sink. */
const countedBy = (text: string, counting: string): string => {
  const changed = text.replace('    namespace: sink\n', `$&    counting: ${counting}\n`);
  if (changed === text) throw new Error('the testbed has no namespace of the sink');
  return changed;
};

/** Boots a shipped testbed of one machine under a name of the test's own. */
export const bootOneMachine = async (shipped: string, name: string): Promise<OneMachine> => {
  const folder = await mkdtemp(join(tmpdir(), `vrbench-${name}-`));
  const testbedFile = join(folder, `${name}.yaml`);
  const text = await readFile(`testbeds/${shipped}.yaml`, 'utf8');
  const renamed = text.replace(/^name: .*$/m, `name: ${name}`);
  await writeFile(testbedFile, renamed);
  const counted = join(folder, `${name}-counted.yaml`);
  await writeFile(counted, countedBy(renamed, 'frame-sink'));
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
    state: () => machineState(machine),
    run: async (playbook, counting) => {
      const file = join(folder, 'playbook.yaml');
      await writeFile(file, stringify(playbook));
      const testbed = counting === undefined ? testbedFile : counted;
      const call = await vrbench(['run', '-t', testbed, file, '-r', join(folder, 'results')]);
      return { call, archive: /^archive: +(.*)$/m.exec(call.stdout)?.[1] ?? '' };
    },
    [Symbol.asyncDispose]: async () => {
      await machine[Symbol.asyncDispose]();
      await labDown(name);
      await rm(folder, { recursive: true });
    },
  };
};
