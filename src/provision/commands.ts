import type { Host, Output, RunOptions } from '../host/host.js';
import { commandList } from '../linux/command-list.js';
import { removalProblems } from '../linux/ip/batch.js';
import { inNamespace, type Command } from '../model/command.js';
import { Failure } from '../model/failure.js';
import { seconds } from '../model/units.js';

/** More commands than this are sent to the machine as one: a thousand routers need thousands. */
const FEW = 8;

const optionsOf = (
  count: number,
  stdin: string | undefined,
  signal: AbortSignal | undefined,
): RunOptions => ({ stdin, signal, ...(count > FEW && { deadline: seconds(60 + count) }) });

/** Runs commands one after the other. @throws CommandFailed for the first that fails */
export const runInOrder = async (
  host: Host,
  commands: readonly Command[],
  signal?: AbortSignal,
): Promise<void> => {
  const sent = commands.length > FEW ? [commandList(commands, 'stop')] : commands;
  for (const { argv, stdin } of sent) {
    await host.run(argv, optionsOf(commands.length, stdin, signal));
  }
};

/** Runs all commands even if one fails, as undo must. */
export const attemptAll = async (
  host: Host,
  commands: readonly Command[],
): Promise<readonly Output[]> => {
  const sent = commands.length > FEW ? [commandList(commands, 'go-on')] : commands;
  const outputs: Output[] = [];
  for (const { argv, stdin } of sent) {
    outputs.push(await host.attempt(argv, optionsOf(commands.length, stdin, undefined)));
  }
  return outputs;
};

/**
 * Undoes changes by `ip`, whose batches have to be forced. What no longer exists, such as a port whose driver was unloaded, has
 * nothing to undo.
 * @throws Failure
 */
export const undoByIp = async (
  host: Host,
  attempted: string,
  commands: readonly Command[],
): Promise<void> => {
  for (const { exitCode, stderr } of await attemptAll(host, commands)) {
    if (exitCode === 0) continue;
    const problems = removalProblems(stderr);
    if (problems.length === 0 && stderr.trim() !== '') continue;
    const got = problems.join('; ') || `exit code ${exitCode}`;
    throw new Failure({ attempted, where: host.name, got });
  }
};

/** The same command in a network namespace; `undefined` is the initial one. */
export const commandIn = (namespace: string | undefined, command: Command): Command => ({
  ...command,
  argv: inNamespace(namespace, command.argv),
});
