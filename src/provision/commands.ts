import type { Host, Output, RunOptions } from '../host/host.js';
import { commandList } from '../linux/command-list.js';
import { inNamespace, type Command } from '../model/command.js';
import { seconds } from '../model/units.js';

/** More commands than these are sent to the machine as one: a thousand routers take thousands. */
const FEW = 8;

const optionsOf = (
  count: number,
  stdin: string | undefined,
  signal: AbortSignal | undefined,
): RunOptions => ({ stdin, signal, ...(count > FEW && { deadline: seconds(60 + count) }) });

/** Runs commands in order, each to its end. @throws CommandFailed at the first that fails */
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

/** Runs all of the commands, whether or not one fails, as undoing must. */
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

/** The same command inside a network namespace; `undefined` is the machine's own. */
export const commandIn = (namespace: string | undefined, command: Command): Command => ({
  ...command,
  argv: inNamespace(namespace, command.argv),
});
