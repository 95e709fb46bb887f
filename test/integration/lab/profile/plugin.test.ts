import { execa } from 'execa';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtPlugin } from '../../../../src/lab/profile/build.js';
import { instructionsByFunction } from '../../../../src/lab/profile/by-function.js';
import { parseInstructionRecords } from '../../../../src/lab/profile/parse.js';
import {
  pluginArguments,
  pluginFailure,
  provePlugins,
} from '../../../../src/lab/profile/plugin.js';
import { parseKernelSymbols } from '../../../../src/lab/profile/symbols.js';
import { BARE_MACHINE, QEMU } from '../../../../src/lab/machine/qemu.js';

const MACHINE = fileURLToPath(
  new URL('../../../fixtures/lab/instructions/marked-machine.S', import.meta.url),
);

const runs = async (program: string): Promise<boolean> =>
  (await execa(program, ['--version'], { reject: false })).exitCode === 0;
const able = (await runs(QEMU)) && (await runs('gcc'));
if (!able) console.warn(`skipped, needs ${QEMU} and gcc`);

const signal = AbortSignal.timeout(60_000);
let folder = '';
let plugin = '';

beforeAll(async () => {
  if (!able) return;
  folder = await mkdtemp(join(tmpdir(), 'vrbench-plugin, '));
  vi.stubEnv('XDG_CACHE_HOME', folder);
  plugin = await builtPlugin({ signal, onInstall: () => undefined });
});

afterAll(async () => {
  vi.unstubAllEnvs();
  if (folder !== '') await rm(folder, { recursive: true, force: true });
});

const boot = (out: string, cpus: number, kernel: string) =>
  execa(
    'timeout',
    [
      ...['--signal=KILL', '20', QEMU, ...BARE_MACHINE, '-accel', 'tcg', '-cpu', 'max'],
      ...['-smp', String(cpus), '-device', 'isa-debug-exit,iobase=0xf4', '-kernel', kernel],
      ...pluginArguments(plugin, out),
    ],
    { reject: false },
  );

/** The emulated machine's functions where it ran them. */
const highSymbols = async (kernel: string): Promise<string> =>
  (await execa('nm', [kernel])).stdout.replaceAll(/^0/gm, 'ffffffff8');

describe.skipIf(!able)('the plugin', { timeout: 60_000 }, () => {
  it('is compiled once', async () => {
    expect(await builtPlugin({ signal, onInstall: () => undefined })).toBe(plugin);
  });

  it('is loaded by the QEMU of this computer', async () => {
    await expect(provePlugins(plugin, signal)).resolves.toBeUndefined();
  });

  it('counts exactly the instructions between marks, by address', async () => {
    const kernel = join(folder, 'kernel');
    const link = ['-m32', '-nostdlib', '-static', '-Wl,--build-id=none,-Ttext=0x100000'];
    await execa('gcc', [...link, '-o', kernel, MACHINE]);
    const out = join(folder, 'out,1');
    expect((await boot(out, 1, kernel)).exitCode).toBe(1);

    const records = parseInstructionRecords(await readFile(out, 'utf8'), out);
    const symbols = parseKernelSymbols(await highSymbols(kernel), 'nm');
    const spent = records.map((record) =>
      Object.fromEntries(
        instructionsByFunction(record, symbols).map((each) => [each.name, each.instructions]),
      ),
    );
    expect(records.map(({ sources }) => sources)).toEqual([1, 2, 1, 1, 1]);
    // A block belongs to the function that it begins in, and is counted where it is entered.
    expect(spent).toEqual([
      { marked: 5 },
      { marked: 5 },
      { marked: 3, counted_loop: 1998 },
      { 'user space': 3, far_call: 2 },
      // Written to while it runs: blocks of two lengths at one address.
      { rewrite: 3, unknown: 4 },
    ]);
  });

  it('refuses a machine with two CPUs', async () => {
    const { exitCode, stderr } = await boot('/dev/null', 2, MACHINE);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('the machine must have one virtual CPU');
  });

  it('reports why QEMU cannot load it', async () => {
    await expect(provePlugins(join(folder, 'none.so'), signal)).rejects.toThrow(
      'none.so: cannot open shared object file',
    );
  });
});

describe('a QEMU that does not load the plugin', () => {
  // Captured from QEMU 7.2 and 10.0 for other options and versions; the second is in its source.
  it.each([
    ['qemu-system-x86_64: -plugin: invalid option', 'built without TCG plugins'],
    ['qemu-system-x86_64: plugin interface not enabled in this build', 'without TCG plugins'],
    ['qemu-system-x86_64: invalid accelerator tcg', 'built without TCG'],
    [
      'qemu-system-x86_64: Could not load plugin i.so: plugin requires API version 1, but this' +
        ' QEMU supports only a minimum version of 2',
      "this QEMU's plugin interface is a different version",
    ],
  ])('is reported: %s', (stderr, why) => {
    const failure = pluginFailure(stderr);
    expect(failure.kind).toBe('precondition');
    expect(failure.message).toContain(why);
    expect(failure.message).toContain(stderr);
    expect(failure.facts.remedy).toMatch(/Debian's qemu-system-x86.*vrbench run/);
  });
});
