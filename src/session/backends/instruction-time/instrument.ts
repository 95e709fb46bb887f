import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { builtPlugin } from '../../../lab/profile/build.js';
import { parseInstructionRecords, type InstructionRecord } from '../../../lab/profile/parse.js';
import { pluginArguments, provePlugins } from '../../../lab/profile/plugin.js';
import { parseKernelSymbols, type KernelSymbols } from '../../../lab/profile/symbols.js';
import { Failure, reasonOf } from '../../../model/failure.js';
import type { Argv } from '../../../model/command.js';

/** Counts a machine's instructions. */
export interface Instrument {
  /**
   * Boots a machine whose instructions are counted.
   * @param boot receives the QEMU options that enable counting
   * @returns the result of `boot`, and one record for each trial of the machine
   */
  count<Result>(
    boot: (qemuOptions: readonly string[]) => Promise<Result>,
  ): Promise<{ readonly result: Result; readonly records: readonly InstructionRecord[] }>;
}

/**
 * Builds the plugin that counts instructions, and checks that QEMU loads it.
 * @throws PreconditionFailure if QEMU has no plugin support; Failure, Interrupted
 */
export const openInstrument = async (
  signal: AbortSignal,
  announce: (text: string) => void,
): Promise<Instrument> => {
  const plugin = await builtPlugin({
    signal,
    onInstall: (names) => {
      announce(`installing Debian packages: ${names.join(', ')}`);
    },
  });
  await provePlugins(plugin, signal);
  return {
    count: async (boot) => {
      const folder = await mkdtemp(join(tmpdir(), 'vrbench-instructions-'));
      try {
        const out = join(folder, 'records');
        const result = await boot(pluginArguments(plugin, out));
        return { result, records: parseInstructionRecords(await readFile(out, 'utf8'), out) };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
};

/**
 * Prints the addresses of the functions of the running kernel and its modules. Debian's System.map
 * is empty, so /proc/kallsyms is read; compressed, as a serial line is slow.
 */
export const READ_SYMBOLS: Argv = ['sh', '-c', 'gzip -1 </proc/kallsyms | base64'];

/** Parses the output of READ_SYMBOLS. @throws Failure */
export const parseSymbols = (text: string): KernelSymbols =>
  parseKernelSymbols(unpacked(text), '/proc/kallsyms');

/** About ten times the output of a kernel with all its modules. */
const MOST_BYTES = 200e6;

const unpacked = (text: string): string => {
  try {
    return gunzipSync(Buffer.from(text, 'base64'), { maxOutputLength: MOST_BYTES }).toString();
  } catch (cause) {
    const got = `its output cannot be unpacked: ${reasonOf(cause)}`;
    throw new Failure({ attempted: 'reading /proc/kallsyms of the machine', got, cause });
  }
};
