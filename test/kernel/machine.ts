import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadTestbed } from '../../src/config/load.js';
import type { TestbedFile } from '../../src/config/testbed/testbed-file.js';
import type { Host } from '../../src/host/host.js';
import { openHost } from '../../src/host/open.js';
import type { Image } from '../../src/lab/image/cache.js';
import { labDown, labUp } from '../../src/lab/lab.js';
import { seconds } from '../../src/model/units.js';

const GUEST = new URL('guest/', import.meta.url);
const SHIPPED = 'testbeds/one-machine-lab.yaml';

/** A booted machine, with the programs of guest/ in /run/guest and modules in /run/modules. */
export interface KernelMachine extends AsyncDisposable {
  /** As `uname -r` prints it. */
  readonly release: string;
  /** Runs a program of guest/. @returns what it printed; rejects with what it said when it failed */
  readonly run: (program: string, ...args: readonly string[]) => Promise<string>;
}

/** What a machine is booted with. */
export interface MachineOptions {
  readonly image: Image;
  /** In MB. */
  readonly memory?: number;
  /** A folder of this computer; by default the image's own modules. */
  readonly modules?: string;
}

const placeModules = async (machine: Host, folder: string | undefined): Promise<void> => {
  if (folder === undefined) {
    await machine.run(['ln', '-s', '/usr/lib/vrbench', '/run/modules']);
    return;
  }
  const files = (await readdir(folder)).map(async (name) => ({
    path: `/run/modules/${name}`,
    content: await readFile(`${folder}/${name}`),
  }));
  await machine.upload(await Promise.all(files));
};

const placePrograms = async (machine: Host): Promise<void> => {
  const found = await readdir(GUEST, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(fileURLToPath(GUEST), join(parentPath, name)));
  const files = paths.map(async (path) => ({
    path: `/run/guest/${path}`,
    content: await readFile(new URL(path, GUEST), 'utf8'),
  }));
  await machine.upload(await Promise.all(files));
};

/** Boots a machine of two CPUs. The longest program may take an hour. */
export const bootMachine = async ({
  image,
  memory = 1024,
  modules,
}: MachineOptions): Promise<KernelMachine> => {
  const { file, folder } = await loadTestbed(SHIPPED);
  const name = `kernel-${image.key}`;
  // No CPU is kept for anything: what is to be found is what goes on at the same time.
  const generator = { ...file.roles.generator, cpus: [0, 1] };
  const testbed: TestbedFile = {
    ...file,
    name,
    roles: { ...file.roles, generator },
    machines: { all: { ...file.machines.all, memory, cpus: 2 } },
  };
  const { connections } = await labUp(testbed, folder, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    image,
  });
  if (connections.all === undefined) throw new Error('the lab has no machine');
  // A debug kernel takes its time.
  const machine = await openHost('all', connections.all, { connectTimeout: seconds(120) });
  await placePrograms(machine);
  await placeModules(machine, modules);
  const { stdout } = await machine.run(['uname', '-r']);
  return {
    release: stdout.trim(),
    run: async (program, ...args) => {
      const argv = ['bash', `/run/guest/${program}`, ...args] as const;
      const said = await machine.attempt(argv, { deadline: seconds(3600) });
      if (said.exitCode !== 0) throw new Error(`${program} ${args.join(' ')}: ${said.stderr}`);
      return said.stdout;
    },
    [Symbol.asyncDispose]: async () => {
      await machine[Symbol.asyncDispose]();
      await labDown(name);
    },
  };
};

/** The cases of a program of guest/: its functions case_NAME. */
export const casesOf = async (program: string): Promise<readonly string[]> => {
  const text = await readFile(new URL(program, GUEST), 'utf8');
  return [...text.matchAll(/^case_(\w+)\(\)/gm)].map(([, name]) => name ?? '');
};
