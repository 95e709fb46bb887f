import { execa } from 'execa';
import { Failure, Interrupted, PreconditionFailure } from '../../model/failure.js';
import { lastLines } from '../local/command.js';
import { BARE_MACHINE, QEMU, quoted } from '../machine/qemu.js';

/**
 * QEMU's options that have instructions counted. The machine must have one virtual CPU and be
 * translated (tcg): a processor of its own (kvm) tells a plugin nothing.
 * @param plugin the compiled plugin, see `builtPlugin`
 * @param out the file that records are written to, see `parseInstructionRecords`
 */
export const pluginArguments = (plugin: string, out: string): readonly string[] => [
  '-plugin',
  `file=${quoted(plugin)},out=${quoted(out)}`,
];

const ATTEMPTED = 'having QEMU count instructions';
const INSTEAD =
  "install a QEMU with TCG plugins, such as Debian's qemu-system-x86 (7.2 and 10.0 are known to" +
  ' work); with any other, vrbench run measures the same playbook, only without instructions';

/** What QEMU says that has no plugins: one does not know the option, the other its purpose. */
const WITHOUT_PLUGINS = /-plugin: invalid option|plugin interface not enabled/;
const WITHOUT_TCG = 'invalid accelerator tcg';
const OTHER_INTERFACE = /requires API version|undefined symbol/;

const reason = (said: string): string | undefined => {
  if (WITHOUT_PLUGINS.test(said)) return 'this QEMU was built without TCG plugins';
  if (said.includes(WITHOUT_TCG))
    return 'this QEMU was built without TCG, so it has no TCG plugins';
  if (OTHER_INTERFACE.test(said)) return "this QEMU's plugin interface is another one";
  return undefined;
};

/** Why a QEMU that printed this does not count instructions, and what works instead. Pure. */
export const pluginFailure = (said: string): Failure => {
  const end = lastLines(said);
  const known = reason(said);
  return known === undefined
    ? new Failure({ attempted: ATTEMPTED, got: `${QEMU} printed: ${end}` })
    : new PreconditionFailure({ attempted: ATTEMPTED, got: `${known}:\n${end}`, remedy: INSTEAD });
};

/** No machine at all, so it takes a few hundredths of a second. The last -machine counts. */
const NO_MACHINE = [...BARE_MACHINE, '-machine', 'none', '-accel', 'tcg', '-monitor', 'stdio'];

/**
 * Proves that this computer's QEMU loads the plugin, by having it do so.
 * @throws PreconditionFailure that says what works instead, where QEMU has no plugins or others;
 * Failure with what QEMU printed; Interrupted
 */
export const provePlugins = async (plugin: string, signal: AbortSignal): Promise<void> => {
  const ended = await execa(
    'timeout',
    ['--signal=KILL', '20', QEMU, ...NO_MACHINE, ...pluginArguments(plugin, '/dev/null')],
    { input: 'quit\n', env: { LC_ALL: 'C.UTF-8' }, reject: false, cancelSignal: signal },
  );
  if (ended.isCanceled) throw new Interrupted(ATTEMPTED);
  if (ended.exitCode === 0) return;
  throw pluginFailure(ended.stderr === '' ? `exit code ${ended.exitCode}` : ended.stderr);
};
