import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { parse, stringify } from 'yaml';
import { loadTestbed } from '../../../src/config/load.js';
import type { Host } from '../../../src/host/host.js';
import { openHost } from '../../../src/host/open.js';
import { labDown, labUp } from '../../../src/lab/lab.js';
import { ADDRESSES_SETTLED, machineState } from '../../machine-state/machine-state.js';
import { vrbench } from '../../cli/vrbench.js';
import { MACHINES, type Machine, type Planted } from './planted.js';

/** What is true of emulated machines that are called metal. */
const EMULATED = ['hypervisor', 'load-average', 'driver', 'idle-states', 'mitigations'];

export interface Found {
  readonly check: string;
  readonly severity: string;
  readonly port?: string;
}

interface Examined {
  readonly machine: string;
  readonly reason?: string;
  readonly found?: readonly Found[];
  readonly fixes?: readonly { readonly setting: string; readonly state: string }[];
}

/** A lab of its own whose machines are examined as metal: nothing is left out. */
export interface DoctoredLab extends AsyncDisposable {
  readonly folder: string;
  /** The testbed of the lab, and the same machines as metal. */
  readonly files: { readonly lab: string; readonly metal: string };
  readonly shell: (machine: Machine, script: string) => Promise<void>;
  readonly state: (machine: Machine) => Promise<unknown>;
  readonly doctor: (...options: readonly string[]) => Promise<ReadonlyMap<string, Examined>>;
  readonly teardown: () => Promise<void>;
}

/** What is found of a machine, but for what is true of all that are emulated. */
export const foundOn = (all: ReadonlyMap<string, Examined>, machine: Machine): readonly Found[] =>
  (all.get(machine)?.found ?? []).filter(({ check }) => !EMULATED.includes(check));

/**
 * Boots a shipped lab under another name.
 * @param change makes the testbed that is booted
 */
export const bootDoctored = async (
  shipped: string,
  change: (text: string) => string = (text) => text,
): Promise<DoctoredLab> => {
  const folder = await mkdtemp(join(tmpdir(), 'vrbench-doctor-'));
  const name = `doctored-${shipped}`;
  const path = fileURLToPath(new URL(`../../../testbeds/${shipped}.yaml`, import.meta.url));
  const text = change((await readFile(path, 'utf8')).replace(/^name: .*$/m, `name: ${name}`));
  const files = { lab: join(folder, 'lab.yaml'), metal: join(folder, 'metal.yaml') };
  await writeFile(files.lab, text);
  const lab = await loadTestbed(files.lab);
  const { connections } = await labUp(lab.file, lab.folder, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const hosts = new Map<Machine, Host>();
  for (const machine of MACHINES) {
    const connection = connections[machine];
    if (connection === undefined) throw new Error(`the lab has no ${machine}`);
    hosts.set(machine, await openHost(machine, connection));
  }
  const on = (machine: Machine): Host => {
    const host = hosts.get(machine);
    if (host === undefined) throw new Error(`no machine ${machine}`);
    return host;
  };
  const { lab: booted, machines: sizes, ...rest } = parse(text) as Record<string, unknown>;
  expect([booted, sizes]).not.toContain(undefined);
  const machines = Object.fromEntries(
    MACHINES.map((machine) => [machine, { connection: connections[machine] }]),
  );
  await writeFile(files.metal, stringify({ ...rest, machines, linkSpeed: '1 Gb/s' }));
  for (const machine of MACHINES) await on(machine).run(ADDRESSES_SETTLED);
  return {
    folder,
    files,
    shell: async (machine, script) => {
      await on(machine).run(['sh', '-c', script]);
    },
    state: (machine) => machineState(on(machine)),
    doctor: async (...options) => {
      const call = await vrbench(['doctor', '-t', files.metal, '--json', '-q', ...options]);
      expect(call.stdout, call.stderr).not.toBe('');
      const { machines: all } = JSON.parse(call.stdout) as {
        readonly machines: readonly Examined[];
      };
      // One that could not be examined is no sound one.
      expect(all.flatMap(({ reason }) => reason ?? [])).toEqual([]);
      return new Map(all.map((each) => [each.machine, each]));
    },
    teardown: async () => {
      const call = await vrbench(['teardown', '-t', files.metal]);
      expect(call.exitCode, call.stderr).toBe(0);
    },
    [Symbol.asyncDispose]: async () => {
      for (const host of hosts.values()) await host[Symbol.asyncDispose]();
      await labDown(name);
      await rm(folder, { recursive: true });
    },
  };
};

/** What is found that was not before, on the machine that is meant. */
const news = (
  all: ReadonlyMap<string, Examined>,
  machine: Machine,
  known: readonly Found[],
): readonly Found[] => {
  const texts = known.map((each) => JSON.stringify(each));
  return foundOn(all, machine).filter((each) => !texts.includes(JSON.stringify(each)));
};

/** That a defect that is there is found, and nothing that is not. @returns what is new on its machine */
export const expectFound = async (
  lab: DoctoredLab,
  { machine = 'dut', check, severity, port, also = [] }: Omit<Planted, 'mend'>,
  known: readonly Found[],
): Promise<readonly Found[]> => {
  const own = news(await lab.doctor(), machine, known);
  expect(own).toContainEqual(
    expect.objectContaining({ check, severity, ...(port !== undefined && { port }) }),
  );
  expect(own.filter((each) => ![check, ...also].includes(each.check))).toEqual([]);
  return own;
};

/** That --fix mends what is found of a setting, and teardown brings it back. */
const expectMended = async (
  lab: DoctoredLab,
  { machine = 'dut', check, port }: Planted,
  known: readonly Found[],
  own: readonly Found[],
): Promise<void> => {
  const mended = await lab.doctor('--fix');
  try {
    const fixes = mended.get(machine)?.fixes ?? [];
    expect(fixes).toContainEqual(expect.objectContaining({ state: 'changed' }));
    expect(fixes.filter(({ state }) => state !== 'changed')).toEqual([]);
    const left = foundOn(mended, machine).filter(
      (each) => each.check === check && (port === undefined || each.port === port),
    );
    expect(left).toEqual([]);
  } finally {
    await lab.teardown();
  }
  expect(news(await lab.doctor(), machine, known)).toEqual(own);
};

/** Plants a defect, expects that it is found, and mended if it is a setting, and mends it by hand. */
export const tryDefect = async (
  lab: DoctoredLab,
  planted: Planted,
  known: readonly Found[],
): Promise<void> => {
  const { machine = 'dut', plant, mend } = planted;
  await lab.shell(machine, plant);
  try {
    const own = await expectFound(lab, planted, known);
    if (planted.setting === true) await expectMended(lab, planted, known, own);
  } finally {
    await lab.shell(machine, mend);
  }
};
