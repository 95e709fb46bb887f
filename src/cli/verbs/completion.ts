import { Argument, Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { SHELLS } from '../completion/shells.js';
import { verbsOf } from '../completion/tree.js';
import { print, printJson, type Io } from '../io.js';
import { shippedNames } from '../shipped.js';

const KINDS = Object.keys(SHELLS) as readonly (keyof typeof SHELLS)[];

const rootOf = (command: CommandUnknownOpts): CommandUnknownOpts =>
  command.parent === null ? command : rootOf(command.parent);

/** `vrbench completion`: a program by which a shell completes vrbench's verbs, options and values. */
export const completionVerb = (io: Io) =>
  new Command('completion')
    .description('print a program by which a shell completes verbs, options and names')
    .addArgument(new Argument('<shell>', 'which').choices(KINDS))
    .option('--json', 'print what it is generated from as JSON')
    .action((shell, options, command) => {
      const completion = { verbs: verbsOf(rootOf(command)), shipped: shippedNames() };
      if (options.json === true) printJson(io, completion);
      else print(io, SHELLS[shell](completion));
    });
