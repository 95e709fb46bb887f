import { Argument, Option, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { argumentValues, optionValues } from '../../../src/cli/completion/values.js';
import { programUnderTest } from '../program-under-test.js';

const allOf = (command: CommandUnknownOpts): readonly CommandUnknownOpts[] => [
  command,
  ...command.commands.flatMap(allOf),
];

const commands = allOf(programUnderTest().program);

describe('what a shell offers', () => {
  it('is known for every argument that there is', () => {
    const unknown = commands.flatMap((command) =>
      command.registeredArguments
        .filter((argument) => argumentValues(argument) === undefined)
        .map((argument) => `${command.name()} <${argument.name()}>`),
    );
    expect(unknown).toEqual([]);
  });

  it('is known for the value of every option that there is', () => {
    const unknown = commands.flatMap((command) =>
      command.options
        .filter(({ required, optional }) => required || optional)
        .filter((option) => optionValues(option) === undefined)
        .map(({ flags }) => `${command.name()} ${flags}`),
    );
    expect(unknown).toEqual([]);
  });

  it('are the choices if there are any, and otherwise by the name', () => {
    const shell = new Argument('<shell>').choices(['bash', 'zsh']);
    expect(argumentValues(shell)).toEqual({ kind: 'words', words: ['bash', 'zsh'] });
    expect(optionValues(new Option('-t, --testbed <file>'))).toEqual({ kind: 'testbeds' });
    expect(optionValues(new Option('--claims <file>'))).toEqual({ kind: 'files' });
    expect(optionValues(new Option('--colour <hue>'))).toBeUndefined();
  });
});
