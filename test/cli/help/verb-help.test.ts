import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { VERB_HELP } from '../../../src/cli/help/verb-help.js';
import { programUnderTest } from '../program-under-test.js';

interface Leaf {
  readonly name: string;
  readonly command: CommandUnknownOpts;
}

/** Every verb that does something, by its words after `vrbench`. */
const leavesOf = (command: CommandUnknownOpts, words: readonly string[] = []): readonly Leaf[] =>
  command.commands.length === 0
    ? [{ name: words.join(' '), command }]
    : command.commands.flatMap((each) => leavesOf(each, [...words, each.name()]));

const leaves = leavesOf(programUnderTest().program);

/** Parses words as they are parsed on the command line, and does nothing. @returns the verb that was reached */
const parsed = async (words: readonly string[]): Promise<string | undefined> => {
  const { program } = programUnderTest();
  let reached: string | undefined;
  for (const { name, command } of leavesOf(program)) {
    command.action(() => {
      reached = name;
    });
  }
  await program.parseAsync(words, { from: 'user' });
  return reached;
};

describe('the help of verbs', () => {
  it('exists for exactly the existing verbs', () => {
    expect(Object.keys(VERB_HELP).toSorted()).toEqual(leaves.map(({ name }) => name).toSorted());
  });

  it.each(Object.entries(VERB_HELP))('has examples that parse: %s', async (name, { examples }) => {
    expect(examples.length).toBeGreaterThan(0);
    for (const { line } of examples) expect(await parsed(line.split(' ')), line).toBe(name);
  });
});

describe.each(leaves)('vrbench $name', ({ command }) => {
  it('has --json', () => {
    expect(command.options.map(({ long }) => long)).toContain('--json');
  });

  it('shows its defaults by names that are the same everywhere', () => {
    const help = command.helpInformation();
    const defaults = command.options.filter(({ defaultValue }) => defaultValue !== undefined);
    expect(help.match(/\(default: /g) ?? []).toHaveLength(defaults.length);
    expect(help).not.toMatch(/"\//);
  });

  it('has a description of itself and of each option and argument', () => {
    const parts = [...command.options, ...command.registeredArguments];
    const texts = [command.description(), ...parts.map((part) => part.description)];
    expect(texts.filter((text) => text === '')).toEqual([]);
  });
});
