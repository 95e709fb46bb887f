import type { Host } from '../../host/host.js';
import { CommandFailed } from '../../host/errors.js';
import type { Argv } from '../../model/command.js';
import { seconds } from '../../model/units.js';
import { lastWords } from '../../provision/tuning/refusal.js';
import type { CheckFinding } from '../finding.js';

/** Kernels' sources are long, and so are their archives away. */
const DEADLINE = seconds(1800);

/** What came of a command that installs packages. It is not undone. */
export type Installation = { readonly command: Argv } & (
  { readonly state: 'installed' } | { readonly state: 'failed'; readonly said: string }
);

/** Where packages are installed, and who is told before. */
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

/**
 * Installs what was found missing by the machine's own package manager, one command after the other; one
 * that fails keeps no other from being tried. Not undone.
 * @throws Interrupted, and what Host.run throws for a broken connection
 */
export const installMissing = async (
  host: Host,
  found: readonly CheckFinding[],
  { signal, announce }: Installing,
): Promise<readonly Installation[]> => {
  const done: Installation[] = [];
  for (const command of installCommands(found)) {
    announce(`${host.name}: ${command.join(' ')}`);
    try {
      await host.run(command, { deadline: DEADLINE, signal });
      done.push({ command, state: 'installed' });
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      done.push({ command, state: 'failed', said: lastWords(error.output) });
    }
  }
  return done;
};
