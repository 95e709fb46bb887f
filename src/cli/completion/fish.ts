import type { CompletedOption, CompletedVerb, Completion, Named } from './tree.js';
import type { ValueKind, OfferedValues } from './values.js';

/** A word for fish: within single quotes it takes a backslash as an escape. */
const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const YAML = '__fish_complete_suffix .yaml';

/** The command that offers the values. */
const OFFERS: Readonly<Record<ValueKind, string>> = {
  testbeds: `(printf '%s\\n' $__vrbench_testbeds; ${YAML})`,
  playbooks: `(printf '%s\\n' $__vrbench_playbooks; ${YAML})`,
  documents: `(printf '%s\\n' $__vrbench_testbeds $__vrbench_playbooks; ${YAML})`,
  runs: '(__fish_complete_directories; __fish_complete_directories results/)',
  folders: '(__fish_complete_directories)',
  files: '(__fish_complete_path)',
  nothing: '',
};

const offer = (values: OfferedValues): string =>
  quoted(values.kind === 'words' ? values.words.join(' ') : OFFERS[values.kind]);

/** Where words of a verb are completed. */
const at = ({ path }: CompletedVerb): string =>
  `complete -c vrbench -n ${quoted(`__vrbench_at ${path}`.trimEnd())}`;

const verbLine = (verb: CompletedVerb, { name, description }: Named): string =>
  `${at(verb)} -a ${name} -d ${quoted(description)}`;

const optionLine = (verb: CompletedVerb, option: CompletedOption): string => {
  const { short, long, description, values } = option;
  return [
    at(verb),
    ...(short === undefined ? [] : [`-s ${short.replace(/^-/, '')}`]),
    `-l ${long.replace(/^--/, '')} -d ${quoted(description)}`,
    ...(values === undefined ? [] : [`-x -a ${offer(values)}`]),
  ].join(' ');
};

const linesOf = (verb: CompletedVerb): readonly string[] => [
  ...verb.verbs.map((each) => verbLine(verb, each)),
  ...verb.options.map((option) => optionLine(verb, option)),
  ...verb.arguments.map(({ values }) => `${at(verb)} -a ${offer(values)}`),
];

const PROGRAM = `
# The verb that has been typed so far, with those that it is in.
function __vrbench_verb
    set -l verb
    for word in (commandline -opc)[2..]
        set -l longer (string trim -- "$verb $word")
        if contains -- $longer $__vrbench_verbs
            set verb $longer
        end
    end
    echo "$verb"
end

function __vrbench_at
    set -l verb (__vrbench_verb)
    test "$verb" = "$argv"
end

complete -c vrbench -f
`;

/** Completion for fish 3.1 or newer. Pure. */
export const fishCompletion = ({ verbs, shipped }: Completion): string =>
  [
    '# Completion of vrbench for fish: vrbench completion fish >~/.config/fish/completions/vrbench.fish',
    `set -g __vrbench_verbs ${verbs.map(({ path }) => quoted(path)).join(' ')}`,
    `set -g __vrbench_testbeds ${shipped.testbeds.join(' ')}`,
    `set -g __vrbench_playbooks ${shipped.playbooks.join(' ')}`,
    PROGRAM,
    ...verbs.flatMap(linesOf),
    '',
  ].join('\n');
