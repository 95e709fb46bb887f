import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommanderError } from 'commander';
import { usageErrorOf } from './errors/usage-error.js';
import { withHelpTexts } from './help/help-text.js';
import type { Io } from './io.js';
import { claimsVerb } from './verbs/claims.js';
import { compareVerb } from './verbs/compare.js';
import { completionVerb } from './verbs/completion.js';
import { labVerb } from './verbs/lab.js';
import { planVerb } from './verbs/plan.js';
import { profileVerb } from './verbs/profile.js';
import { quickstartVerb } from './verbs/quickstart.js';
import { runVerb } from './verbs/run.js';
import { schemaVerb } from './verbs/schema.js';
import { teardownVerb } from './verbs/teardown.js';
import { validateVerb } from './verbs/validate.js';
import { version } from './version.js';

/** Of help that no terminal shows. */
const USUAL_COLUMNS = 80;

/** Has a verb and those in it write where all others write. */
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

/** The whole command line: every verb with its options. */
export const program = (io: Io) => {
  const root = new Command('vrbench')
    .description('Benchmarks Linux routers by RFC 2544 and says where frames were lost')
    .version(version());
  const verbs = [
    quickstartVerb(io),
    validateVerb(io),
    planVerb(io),
    runVerb(io),
    profileVerb(io),
    compareVerb(io),
    claimsVerb(io),
    teardownVerb(io),
    labVerb(io),
    schemaVerb(io),
    completionVerb(io),
  ];
  for (const verb of verbs) root.addCommand(verb);
  writingTo(root, io);
  withHelpTexts(root);
  return root;
};
