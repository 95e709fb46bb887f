import { quote } from '../../host/command/quote.js';
import type { CompletedVerb, Completion } from './tree.js';
import type { OfferedValues } from './values.js';

/** Entries of an associative array: `['run -t']='testbeds'`. */
const entries = (pairs: readonly (readonly [key: string, value: string])[]): readonly string[] =>
  pairs.map(([key, value]) => `  [${quote(key)}]=${quote(value)}`);

const namesOf = ({ short, long }: { short: string | undefined; long: string }) =>
  short === undefined ? [long] : [short, long];

/** A kind of value by its name; words as they are, after an equals sign. */
const valuesText = (values: OfferedValues): string =>
  values.kind === 'words' ? `=${values.words.join(' ')}` : values.kind;

/** `run -t`: what the tables of the script are asked by. */
const key = ({ path }: CompletedVerb, word: string | number): string => `${path} ${word}`;

const optionValues = (verb: CompletedVerb) =>
  verb.options.flatMap(({ values, ...option }) =>
    values === undefined
      ? []
      : namesOf(option).map((name) => [key(verb, name), valuesText(values)] as const),
  );

/** By their place from 0; `+` for all further ones. */
const argumentValues = (verb: CompletedVerb) =>
  verb.arguments.map(
    ({ values, variadic }, place) =>
      [key(verb, variadic ? '+' : place), valuesText(values)] as const,
  );

const tables = (verbs: readonly CompletedVerb[]): readonly string[] => [
  'declare -gA _vrbench_verbs=(',
  ...entries(verbs.map((verb) => [key(verb, '.'), verb.verbs.map(({ name }) => name).join(' ')])),
  ')',
  'declare -gA _vrbench_options=(',
  ...entries(verbs.map((verb) => [key(verb, '.'), verb.options.flatMap(namesOf).join(' ')])),
  ')',
  'declare -gA _vrbench_values=(',
  ...entries(verbs.flatMap((verb) => [...optionValues(verb), ...argumentValues(verb)])),
  ')',
];

/** Shipped names, and files of the folder. bash splits --testbed=x into three words. */
const PROGRAM = `
# Offers words that begin with what has been typed. $1: the words, by spaces
_vrbench_offer() {
  local -a found
  mapfile -t found < <(compgen -W "$1" -- "$current")
  COMPREPLY+=("\${found[@]}")
}

# Offers files whose names match a pattern, and folders. $1: the pattern
_vrbench_files() {
  local file
  compopt -o filenames 2>/dev/null
  while IFS= read -r file; do
    # shellcheck disable=SC2053 # it is a pattern
    if [[ -d $file || $file == $1 ]]; then COMPREPLY+=("$file"); fi
  done < <(compgen -f -- "$current")
}

# Offers the folders of archives: those of results/ as well.
_vrbench_runs() {
  local folder
  compopt -o filenames 2>/dev/null
  while IFS= read -r folder; do COMPREPLY+=("$folder"); done < <(
    compgen -d -- "$current"
    if [[ $current != */* ]]; then compgen -d -- "results/$current"; fi
  )
}

# Offers what a value may be. $1: a kind of value, or = and words
_vrbench_value() {
  case $1 in
    =*) _vrbench_offer "\${1#=}" ;;
    testbeds) _vrbench_offer "$_vrbench_testbeds"; _vrbench_files '*.y*ml' ;;
    playbooks) _vrbench_offer "$_vrbench_playbooks"; _vrbench_files '*.y*ml' ;;
    documents) _vrbench_offer "$_vrbench_testbeds $_vrbench_playbooks"; _vrbench_files '*.y*ml' ;;
    runs) _vrbench_runs ;;
    folders) _vrbench_files '' ;;
    files) _vrbench_files '*' ;;
  esac
}

_vrbench() {
  local current=\${COMP_WORDS[COMP_CWORD]} verb='' option='' word place=0 index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    if [[ $word == '=' ]]; then continue; fi
    if [[ $word == -- ]]; then return; fi
    if [[ -n $option ]]; then
      option=''
    elif [[ $word == -* ]]; then
      if [[ -n \${_vrbench_values["$verb $word"]-} ]]; then option=$word; fi
    elif [[ " \${_vrbench_verbs["$verb ."]-} " == *" $word "* ]]; then
      verb=\${verb:+$verb }$word
    else
      ((place += 1))
    fi
  done
  if [[ $current == '=' ]]; then current=''; fi
  if [[ -n $option ]]; then
    _vrbench_value "\${_vrbench_values["$verb $option"]}"
  elif [[ $current == -* ]]; then
    _vrbench_offer "\${_vrbench_options["$verb ."]-}"
  elif [[ -n \${_vrbench_verbs["$verb ."]-} ]]; then
    _vrbench_offer "\${_vrbench_verbs["$verb ."]}"
  else
    _vrbench_value "\${_vrbench_values["$verb $place"]-\${_vrbench_values["$verb +"]-}}"
  fi
}
complete -F _vrbench vrbench
`;

/** Completion for bash 4.2 or newer. Pure. */
export const bashCompletion = ({ verbs, shipped }: Completion): string =>
  [
    '# Completion of vrbench for bash. In ~/.bashrc: source <(vrbench completion bash)',
    ...tables(verbs),
    `_vrbench_testbeds=${quote(shipped.testbeds.join(' '))}`,
    `_vrbench_playbooks=${quote(shipped.playbooks.join(' '))}`,
  ].join('\n') + PROGRAM;
