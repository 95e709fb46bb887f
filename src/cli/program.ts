import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommanderError } from 'commander';
import { usageErrorOf } from './errors/usage-error.js';
import { withHelpTexts } from './help/help-text.js';
import type { Io } from './io.js';
import type { Verb } from './verbs/index.js';
import { version } from './version.js';

/** The width of help outside a terminal. */
const USUAL_COLUMNS = 80;

/** Makes a verb and its subcommands write to these outputs. */
const writingTo = (command: CommandUnknownOpts, { out, err }: Pick<Io, 'out' | 'err'>): void => {
  const refuse = (error: CommanderError): never => {
    throw error.exitCode === 0 ? error : usageErrorOf(command, error);
  };
  command.exitOverride(refuse).configureOutput({
    writeOut: (text) => {
      out.write(text);
    },
    writeErr: (text) => {
      err.write(text);
    },
    // What is wrong is written like any other error.
    outputError: () => undefined,
    getOutHelpWidth: () => out.columns ?? USUAL_COLUMNS,
    getErrHelpWidth: () => err.columns ?? USUAL_COLUMNS,
  });
  for (const each of command.commands) writingTo(each, { out, err });
};

/** The command line with these verbs. */
export const program = (io: Io, verbs: readonly Verb[]) => {
  const root = new Command('vrbench')
    .description('Benchmarks Linux routers by RFC 2544 and shows where frames were lost')
    .version(version());
  for (const verb of verbs) root.addCommand(verb(io));
  writingTo(root, io);
  withHelpTexts(root);
  return root;
};
