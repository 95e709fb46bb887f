import { execa } from 'execa';
import { Failure, Interrupted, PreconditionFailure } from '../../model/failure.js';
import { lastLines } from '../local/command.js';
import { BARE_MACHINE, QEMU, quoted } from '../machine/qemu.js';

/**
 * QEMU's options for counting instructions. The machine must have one virtual CPU and run under TCG:
 * KVM does not support plugins.
 * @param plugin the compiled plugin, see `builtPlugin`
 * @param out the file that records are written to, see `parseInstructionRecords`
 */
export const pluginArguments = (plugin: string, out: string): readonly string[] => [
  '-plugin',
  `file=${quoted(plugin)},out=${quoted(out)}`,
];

const ATTEMPTED = 'counting instructions with QEMU';
const REMEDY =
  "install a QEMU with TCG plugins, such as Debian's qemu-system-x86 (7.2 and 10.0 are known to" +
  ' work); without one, vrbench run measures the same playbook, only without instruction counts';

/** Messages of a QEMU built without plugins, by version. */
const WITHOUT_PLUGINS = /-plugin: invalid option|plugin interface not enabled/;
const WITHOUT_TCG = 'invalid accelerator tcg';
const OTHER_INTERFACE = /requires API version|undefined symbol/;

const reason = (stderr: string): string | undefined => {
  if (WITHOUT_PLUGINS.test(stderr)) return 'this QEMU was built without TCG plugins';
  if (stderr.includes(WITHOUT_TCG))
    return 'this QEMU was built without TCG, and so without TCG plugins';
  if (OTHER_INTERFACE.test(stderr)) return "this QEMU's plugin interface is a different version";
  return undefined;
};

/** The failure for what QEMU printed when it did not load the plugin. Pure. */
export const pluginFailure = (stderr: string): Failure => {
  const end = lastLines(stderr);
  const known = reason(stderr);
  return known === undefined
    ? new Failure({ attempted: ATTEMPTED, got: `${QEMU} printed: ${end}` })
    : new PreconditionFailure({ attempted: ATTEMPTED, got: `${known}:\n${end}`, remedy: REMEDY });
};

/** No machine at all, which takes some 10 ms. The last -machine takes precedence. */
const NO_MACHINE = [...BARE_MACHINE, '-machine', 'none', '-accel', 'tcg', '-monitor', 'stdio'];

/**
 * Checks that this computer's QEMU loads the plugin, by loading it.
 * @throws PreconditionFailure with a remedy, if QEMU has no plugins or another interface;
 * Failure with QEMU's output; Interrupted
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
