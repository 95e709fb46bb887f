import type { Argument, Option } from '@commander-js/extra-typings';

/** What a shell offers for a value: words, or what it finds. `nothing`: only the user knows. */
export type OfferedValues =
  { readonly kind: 'words'; readonly words: readonly string[] } | { readonly kind: ValueKind };

/** `documents` are testbeds and playbooks; `runs` are folders of archives. */
export type ValueKind =
  'testbeds' | 'playbooks' | 'documents' | 'runs' | 'folders' | 'files' | 'nothing';

/** By the name of an argument: `<playbook>`. */
const ARGUMENTS: Readonly<Record<string, ValueKind>> = {
  playbook: 'playbooks',
  file: 'documents',
  run: 'runs',
  machine: 'nothing',
  host: 'nothing',
  command: 'nothing',
};

/** By the name of an option's value: `--results <folder>`. */
const OPTION_VALUES: Readonly<Record<string, ValueKind>> = {
  file: 'files',
  bytes: 'nothing',
  host: 'nothing',
  quantity: 'nothing',
  percent: 'nothing',
  plane: 'nothing',
  folder: 'folders',
  run: 'runs',
  set: 'runs',
  name: 'nothing',
  state: 'nothing',
  time: 'nothing',
};

/** Options whose values are more than their names say. */
const OPTIONS: Readonly<Record<string, ValueKind>> = { '--testbed': 'testbeds' };

const listed = (words: readonly string[] | undefined): OfferedValues | undefined =>
  words === undefined ? undefined : { kind: 'words', words };

const ofKind = (kind: ValueKind | undefined): OfferedValues | undefined =>
  kind === undefined ? undefined : { kind };

/** `folder`, of `-r, --results <folder>`. */
const valueName = ({ flags }: Pick<Option, 'flags'>): string =>
  /[<[]([^\]>.]+)/.exec(flags)?.[1] ?? '';

/** The values of an argument; undefined if no table has them. */
export const argumentValues = (argument: Pick<Argument, 'argChoices' | 'name'>) =>
  listed(argument.argChoices) ?? ofKind(ARGUMENTS[argument.name()]);

/** The values of an option; undefined if no table has them. */
export const optionValues = (option: Pick<Option, 'argChoices' | 'flags' | 'long'>) =>
  listed(option.argChoices) ??
  ofKind(OPTIONS[option.long ?? ''] ?? OPTION_VALUES[valueName(option)]);
