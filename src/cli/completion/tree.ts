import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { argumentValues, optionValues, type OfferedValues } from './values.js';

/** What a name is, for shells that show it. */
export interface Named {
  readonly name: string;
  readonly description: string;
}

/** An option of a verb. */
export interface CompletedOption {
  readonly short: string | undefined;
  readonly long: string;
  readonly description: string;
  /** Of its value; undefined if it takes none. */
  readonly values: OfferedValues | undefined;
}

/** An argument of a verb. */
export interface CompletedArgument {
  readonly name: string;
  readonly values: OfferedValues;
  /** Whether all further arguments are such. */
  readonly variadic: boolean;
}

/** A verb, or the program: what may follow it. */
export interface CompletedVerb {
  /** With those that it is in: `lab up`; empty for the program. */
  readonly path: string;
  /** Those in it. */
  readonly verbs: readonly Named[];
  readonly options: readonly CompletedOption[];
  readonly arguments: readonly CompletedArgument[];
}

/** The words of each kind of value that are the same on every computer: the names of shipped files. */
export interface ShippedNames {
  readonly testbeds: readonly string[];
  readonly playbooks: readonly string[];
}

/** Everything that a completion is generated from. */
export interface Completion {
  /** The program first. */
  readonly verbs: readonly CompletedVerb[];
  readonly shipped: ShippedNames;
}

const NOTHING: OfferedValues = { kind: 'nothing' };

const optionOf = (option: CommandUnknownOpts['options'][number]): CompletedOption => ({
  short: option.short,
  long: option.long ?? option.flags,
  description: option.description,
  values: option.required || option.optional ? (optionValues(option) ?? NOTHING) : undefined,
});

const verbOf = (command: CommandUnknownOpts, path: string): CompletedVerb => ({
  path,
  verbs: command.commands.map((each) => ({
    name: each.name(),
    description: each.description(),
  })),
  options: [
    ...command.options.map(optionOf),
    { short: '-h', long: '--help', description: 'display help for command', values: undefined },
  ],
  arguments: command.registeredArguments.map((argument) => ({
    name: argument.name(),
    values: argumentValues(argument) ?? NOTHING,
    variadic: argument.variadic,
  })),
});

/** All verbs of a program. Pure. @param path of the command */
export const verbsOf = (command: CommandUnknownOpts, path = ''): readonly CompletedVerb[] => [
  verbOf(command, path),
  ...command.commands.flatMap((each) =>
    verbsOf(each, path === '' ? each.name() : `${path} ${each.name()}`),
  ),
];
