import type { Host, Output, RunOptions } from '../host/host.js';
import { commandList } from '../linux/command-list.js';
import { inNamespace, type Command } from '../model/command.js';
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

/** The same command in a network namespace; `undefined` is the initial one. */
export const commandIn = (namespace: string | undefined, command: Command): Command => ({
  ...command,
  argv: inNamespace(namespace, command.argv),
});
