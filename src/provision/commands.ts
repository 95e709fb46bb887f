import type { Host } from '../host/host.js';
import { inNamespace, type Command } from '../model/command.js';

/** Runs commands in order, each to its end. @throws CommandFailed at the first that fails */
export const runInOrder = async (
  host: Host,
  commands: readonly Command[],
  signal?: AbortSignal,
): Promise<void> => {
  for (const { argv, stdin } of commands) {
    await host.run(argv, {
      ...(stdin !== undefined && { stdin }),
      signal,
    });
  }
};

/** The same command inside a network namespace; `undefined` is the machine's own. */
export const commandIn = (namespace: string | undefined, command: Command): Command => ({
  ...command,
  argv: inNamespace(namespace, command.argv),
});
