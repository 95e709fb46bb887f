import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadTestbed } from '../../../src/config/load.js';
import type { Testbed } from '../../../src/config/testbed/testbed.js';
import type { Host } from '../../../src/host/host.js';
import { openHost } from '../../../src/host/open.js';
import { labDown, labUp } from '../../../src/lab/lab.js';
import { labFolder } from '../../../src/lab/local/folders.js';
import { readState } from '../../../src/lab/state.js';
import { differences, type MachineState } from '../../machine-state/differences.js';
import { ADDRESSES_SETTLED, machineState } from '../../machine-state/machine-state.js';
import type { LabName } from './places.js';

/** A lab that faults are made on. */
export interface FaultLab extends AsyncDisposable {
  readonly testbedFile: string;
  readonly machines: readonly string[];
  /** Uses a machine over a connection of its own, as others may be cut. */
  readonly on: <Result>(machine: string, use: (host: Host) => Promise<Result>) => Promise<Result>;
  /** The process that is the machine. */
  readonly pidOf: (machine: string) => Promise<number>;
  /** What differs now from just after booting, in a line each; what settles by itself is awaited. */
  readonly changes: (machines?: readonly string[]) => Promise<readonly string[]>;
}

/** For how often a state is read that differs: processes end in their own time. */
const READINGS = 3;

/** A lab that is up and as it was booted. @param end called when it is disposed */
export const faultLab = async (
  testbedFile: string,
  { name, connections }: Pick<Testbed, 'name' | 'connections'>,
  end: () => Promise<void>,
): Promise<FaultLab> => {
  const machines = Object.keys(connections);
  const on: FaultLab['on'] = async (machine, use) => {
    const connection = connections[machine];
    if (connection === undefined) throw new Error(`the lab has no machine ${machine}`);
    await using host = await openHost(machine, connection);
    return await use(host);
  };
  const stateOf = (machine: string): Promise<MachineState> =>
    on(machine, async (host) => {
      await host.run(ADDRESSES_SETTLED);
      return machineState(host);
    });
  const before = new Map(
    await Promise.all(machines.map(async (each) => [each, await stateOf(each)] as const)),
  );
  const changed = async (machine: string): Promise<readonly string[]> => {
    let found: readonly string[] = [];
    for (let reading = 1; reading <= READINGS; reading += 1) {
      found = differences(before.get(machine) ?? {}, await stateOf(machine));
      if (found.length === 0) break;
    }
    return found.map((line) => `${machine}: ${line}`);
  };
  return {
    testbedFile,
    machines,
    on,
    pidOf: async (machine) => {
      const state = await readState(labFolder(name));
      const pid = state?.machines.find((each) => each.name === machine)?.pid;
      if (pid === undefined) throw new Error(`machine ${machine} is not running`);
      return pid;
    },
    changes: async (asked = machines) => (await Promise.all(asked.map(changed))).flat(),
    [Symbol.asyncDispose]: end,
  };
};

/** Boots a shipped testbed under a name of its own. @throws Failure */
export const bootLab = async (shipped: LabName, folder: string): Promise<FaultLab> => {
  const name = `faults-${shipped}`;
  const testbedFile = join(folder, `${name}.yaml`);
  const text = await readFile(`testbeds/${shipped}.yaml`, 'utf8');
  await writeFile(testbedFile, text.replace(/^name: .*$/m, `name: ${name}`));
  const { file, folder: beside } = await loadTestbed(testbedFile);
  const testbed = await labUp(file, beside, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  return faultLab(testbedFile, testbed, () => labDown(name));
};
