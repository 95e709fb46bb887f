import { quote } from '../../host/command/quote.js';
import type { CompletedArgument, CompletedOption, CompletedVerb, Completion } from './tree.js';
import type { ValueKind, OfferedValues } from './values.js';

/** What offers the values of each kind, in a specification of `_arguments`. */
const OFFERS: Readonly<Record<ValueKind, string>> = {
  testbeds: '_vrbench_testbeds',
  playbooks: '_vrbench_playbooks',
  documents: '_vrbench_documents',
  runs: '_vrbench_runs',
  folders: '_files -/',
  files: '_files',
  nothing: '',
};

/** Text in a specification, where colons and brackets are special. */
const escaped = (text: string): string => text.replaceAll(/[\\[\]:]/g, (found) => `\\${found}`);

const offer = (values: OfferedValues): string =>
  values.kind === 'words' ? `(${values.words.map(escaped).join(' ')})` : OFFERS[values.kind];

/** `-t[testbed file]:testbed:_vrbench_testbeds`, once for each of its names. */
const optionSpecs = (option: CompletedOption): readonly string[] => {
  const { short, long, description, values } = option;
  const names = short === undefined ? [long] : [short, long];
  const value = values === undefined ? '' : `:value:${offer(values)}`;
  const others = names.length === 1 ? '' : `(${names.join(' ')})`;
  return names.map((name) => quote(`${others}${name}[${escaped(description)}]${value}`));
};

const argumentSpec = ({ name, values, variadic }: CompletedArgument): string =>
  quote(`${variadic ? '*' : ''}:${name}:${offer(values)}`);

const functionName = ({ path }: Pick<CompletedVerb, 'path'>): string =>
  ['_vrbench', ...path.split(' ').filter((word) => word !== '')].join('_');

const leaf = (verb: CompletedVerb): readonly string[] => [
  `${functionName(verb)}() {`,
  '  _arguments -s -S \\',
  ...[...verb.options.flatMap(optionSpecs), ...verb.arguments.map(argumentSpec)].map(
    (spec, index, all) => `    ${spec}${index === all.length - 1 ? '' : ' \\'}`,
  ),
  '}',
];

/** A verb with subcommands. */
const branch = (verb: CompletedVerb): readonly string[] => [
  `${functionName(verb)}() {`,
  '  local context state state_descr line',
  '  typeset -A opt_args',
  `  local -a verbs=(${verb.verbs
    .map(({ name, description }) => quote(`${name}:${escaped(description)}`))
    .join(' ')})`,
  "  _arguments -C '1:verb:->verb' '*::word:->words' \\",
  `    ${verb.options.flatMap(optionSpecs).join(' ')}`,
  '  case $state in',
  '    verb) _describe verb verbs ;;',
  '    words)',
  '      case $words[1] in',
  ...verb.verbs.map(
    ({ name }) => `        ${name}) ${functionName({ path: `${verb.path} ${name}` })} ;;`,
  ),
  '      esac ;;',
  '  esac',
  '}',
];

const shippedFunction = (name: string, words: readonly string[]): readonly string[] => [
  `${name}() {`,
  `  local -a shipped=(${words.join(' ')})`,
  "  _alternative 'shipped:shipped:compadd -a shipped' 'files:file:_files -g \"*.y(a|)ml(-.)\"'",
  '}',
];

const PROGRAM = `_vrbench_runs() {
  local -a runs=(results/*(-/N))
  _alternative 'runs:run:compadd -f -a runs' 'folders:folder:_files -/'
}

if [[ $funcstack[1] == _vrbench ]]; then
  _vrbench "$@"
else
  compdef _vrbench vrbench
fi
`;

/** Completion for zsh 5. Pure. */
export const zshCompletion = ({ verbs, shipped: { testbeds, playbooks } }: Completion): string =>
  [
    '#compdef vrbench',
    '# Completion of vrbench for zsh. In ~/.zshrc, after compinit: source <(vrbench completion zsh)',
    ...verbs.flatMap((verb) => [...(verb.verbs.length === 0 ? leaf(verb) : branch(verb)), '']),
    ...shippedFunction('_vrbench_testbeds', testbeds),
    ...shippedFunction('_vrbench_playbooks', playbooks),
    ...shippedFunction('_vrbench_documents', [...testbeds, ...playbooks]),
    PROGRAM,
  ].join('\n');
