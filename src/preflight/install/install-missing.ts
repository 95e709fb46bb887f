import type { Host } from '../../host/host.js';
import { CommandFailed } from '../../host/errors.js';
import { refreshCommand } from '../../linux/distribution/remedy.js';
import type { Argv } from '../../model/command.js';
import { seconds } from '../../model/units.js';
import { platformOf } from '../../provision/requirements/platform.js';
import { lastWords } from '../../linux/text/error-lines.js';
import type { CheckFinding } from '../finding.js';

/** Kernel sources are large, and package archives may be slow. */
const DEADLINE = seconds(1800);

/** The outcome of a command that installs packages. It is not undone. */
export type Installation = { readonly command: Argv } & (
  { readonly state: 'installed' } | { readonly state: 'failed'; readonly said: string }
);

/** Options of installing packages. */
export interface Installing {
  readonly signal?: AbortSignal | undefined;
  readonly announce: (text: string) => void;
}

/** Commands that install what was found missing, each once. Pure. */
const installCommands = (found: readonly CheckFinding[]): readonly Argv[] => [
  ...new Map(
    found.flatMap(({ install }) => (install === undefined ? [] : [[install.join(' '), install]])),
  ).values(),
];

/** Announces and runs a command. */
const install = async (
  host: Host,
  command: Argv,
  { signal, announce }: Installing,
): Promise<Installation> => {
  announce(`${host.name}: ${command.join(' ')}`);
  try {
    await host.run(command, { deadline: DEADLINE, signal });
    return { command, state: 'installed' };
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    return { command, state: 'failed', said: lastWords(error.output) };
  }
};

/**
 * Installs what is missing with the machine's package manager, one command after the other; if one fails,
 * the others are still tried. Package lists are updated first, as they may be missing or old. Not
 * undone.
 * @returns the outcome of each command; that of the update only if it failed
 * @throws Interrupted, and what Host.run throws for a lost connection
 */
export const installMissing = async (
  host: Host,
  found: readonly CheckFinding[],
  how: Installing,
): Promise<readonly Installation[]> => {
  const commands = installCommands(found);
  if (commands.length === 0) return [];
  const refresh = refreshCommand(await platformOf(host, how.signal));
  const lists = refresh === undefined ? undefined : await install(host, refresh, how);
  const done: Installation[] = lists?.state === 'failed' ? [lists] : [];
  for (const command of commands) done.push(await install(host, command, how));
  return done;
};
