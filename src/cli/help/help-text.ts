import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { EXIT, EXIT_MEANINGS, type ExitName } from '../exit-code.js';
import { EVERY_VERB, VERB_HELP, type Example, type VerbHelp } from './verb-help.js';

const exampleLines = ({ line, does }: Example): readonly string[] => [
  `  vrbench ${line}`,
  `      ${does}`,
];

const byNumber = (one: ExitName, other: ExitName): number => EXIT[one] - EXIT[other];

const exitLine = (name: ExitName): string => `  ${EXIT[name]}`.padEnd(7) + EXIT_MEANINGS[name];

/** Examples of a verb, and its exit codes, as they follow its options. Pure. */
export const helpText = ({ examples, exits }: VerbHelp): string =>
  [
    '',
    'Examples:',
    ...examples.flatMap(exampleLines),
    '',
    'Exit codes:',
    ...[...EVERY_VERB, ...exits].toSorted(byNumber).map(exitLine),
  ].join('\n');

/** Adds examples and exit codes to the help of a verb and of all verbs in it. @param words after `vrbench` */
export const withHelpTexts = (command: CommandUnknownOpts, words: readonly string[] = []): void => {
  const help = VERB_HELP[words.join(' ')];
  if (help !== undefined) command.addHelpText('after', helpText(help));
  for (const each of command.commands) withHelpTexts(each, [...words, each.name()]);
};
