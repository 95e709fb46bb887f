import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Testbed } from '../../src/config/testbed/testbed.js';
import type { Host } from '../../src/host/host.js';
import { settleAll } from '../../src/model/concurrency/settle-all.js';
import { openHost } from '../../src/host/open.js';
import { machineState } from '../machine-state/machine-state.js';

/** The shared lab, with what tests of runs do with it. */
export interface LabUnderTest extends AsyncDisposable {
  readonly testbedFile: string;
  readonly testbed: Testbed;
  /** A folder of this test's own. */
  readonly folder: string;
  readonly dut: Host;
  readonly generator: Host;
  readonly sink: Host;
  /** The state of every machine. */
  readonly states: () => Promise<Readonly<Record<string, unknown>>>;
}

/** Connects to the machines of the shared lab. */
export const openLab = async (): Promise<LabUnderTest> => {
  const lab = inject('lab');
  if (!lab.available) throw new Error(lab.reason);
  const { testbed } = lab;
  const open = (name: string): Promise<Host> => {
    const connection = testbed.connections[name];
    if (connection === undefined) throw new Error(`the lab has no machine ${name}`);
    return openHost(name, connection);
  };
  const [generator, dut, sink] = await Promise.all([open('generator'), open('dut'), open('sink')]);
  const folder = await mkdtemp(join(tmpdir(), 'vrbench-run-'));
  return {
    testbedFile: lab.file,
    testbed,
    folder,
    dut,
    generator,
    sink,
    states: async () => {
      const machines = [generator, dut, sink];
      const states = await settleAll(machines.map((machine) => machineState(machine)));
      return Object.fromEntries(machines.map(({ name }, index) => [name, states[index]]));
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([generator, dut, sink].map((host) => host[Symbol.asyncDispose]()));
      await rm(folder, { recursive: true });
    },
  };
};
