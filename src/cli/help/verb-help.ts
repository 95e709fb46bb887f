import type { ExitName } from '../exit-code.js';

/** A command line that works as written. */
export interface Example {
  /** Without `vrbench`. */
  readonly line: string;
  readonly does: string;
}

/** The help of a verb in addition to its options. */
export interface VerbHelp {
  /** At least one. */
  readonly examples: readonly Example[];
  /** Exit codes in addition to those of `EVERY_VERB`. */
  readonly exits: readonly ExitName[];
}

/** How every verb may end. */
export const EVERY_VERB = ['done', 'failure', 'usage', 'interrupted'] as const;

const LAB = ['invalidFile', 'precondition'] as const;
const MACHINES = ['invalidFile', 'precondition', 'unreachable'] as const;

/** The help of each verb, by its words after `vrbench`: one entry a verb, which a test checks. */
export const VERB_HELP: Readonly<Record<string, VerbHelp>> = {
  quickstart: {
    examples: [{ line: 'quickstart', does: 'overloads four data planes on one emulated machine' }],
    exits: MACHINES,
  },
  init: {
    examples: [
      {
        line: 'init root@192.0.2.11 root@192.0.2.12 root@192.0.2.13 -o my.yaml',
        does: 'writes a testbed of generator, DUT and sink',
      },
      {
        line: 'init --generator tester --dut router',
        does: 'of two machines, by their names in ~/.ssh/config',
      },
    ],
    exits: ['precondition', 'unreachable'],
  },
  validate: {
    examples: [{ line: 'validate three-machine case-1', does: 'checks a testbed and a playbook' }],
    exits: ['invalidFile'],
  },
  doctor: {
    examples: [
      {
        line: 'doctor -t three-machine',
        does: 'checks the machines for the data planes of case I',
      },
      { line: 'doctor -t three-machine data-planes', does: 'checks them for a playbook' },
      {
        line: 'doctor -t three-machine --wiring',
        does: 'names swapped, missing and looped cables',
      },
      {
        line: 'doctor -t three-machine --write',
        does: 'writes the cables that it finds into the testbed',
      },
    ],
    exits: MACHINES,
  },
  plan: {
    examples: [
      { line: 'plan -t three-machine case-1', does: 'shows what changes, and how long it takes' },
      { line: 'plan -t three-machine case-1 --commands', does: 'shows every command' },
    ],
    exits: ['invalidFile'],
  },
  run: {
    examples: [
      { line: 'run --simulate rfc2544-full', does: 'measures simulated devices, in seconds' },
      { line: 'run -t one-machine-lab quickstart', does: 'measures in a lab that is up' },
      { line: 'run -t deterministic-paper-lab paper', does: 'runs a folder of playbooks as a set' },
    ],
    exits: [...MACHINES, 'thresholdMissed'],
  },
  profile: {
    examples: [
      {
        line: 'profile -t deterministic-lab profile-case-2',
        does: 'counts instructions per frame',
      },
    ],
    exits: ['invalidFile', 'precondition'],
  },
  compare: {
    examples: [
      { line: 'compare last~1 last', does: 'shows what changed from the last run but one' },
      {
        line: 'compare results/A results/B --threshold 2%',
        does: 'exits with 6 if a figure is certainly worse by more than 2 %',
      },
      {
        line: 'compare --history results --quantity throughput',
        does: 'names the run in which the throughput changed',
      },
    ],
    exits: ['invalidFile', 'thresholdMissed'],
  },
  report: {
    examples: [
      { line: 'report last', does: 'shows the newest run, or all runs of the newest set' },
      {
        line: 'report results/RUN --html run.html',
        does: 'writes it as a page that needs no network',
      },
      { line: 'report results/RUN --csv >run.csv', does: 'writes all numbers, in base units' },
      { line: 'report results/RUN --svg figures', does: 'writes every figure as SVG' },
    ],
    exits: ['invalidFile', 'thresholdMissed'],
  },
  claims: {
    examples: [{ line: 'claims results/RUN', does: 'judges the claims of the paper by a run' }],
    exits: ['invalidFile'],
  },
  teardown: {
    examples: [{ line: 'teardown -t three-machine', does: 'undoes what a run left behind' }],
    exits: MACHINES,
  },
  'lab up': {
    examples: [{ line: 'lab up -t one-machine-lab', does: 'boots one emulated machine' }],
    exits: LAB,
  },
  'lab down': {
    examples: [{ line: 'lab down -t one-machine-lab', does: 'stops it' }],
    exits: LAB,
  },
  'lab status': {
    examples: [{ line: 'lab status -t one-machine-lab', does: 'shows whether it is running' }],
    exits: LAB,
  },
  'lab ssh': {
    examples: [
      { line: 'lab ssh -t one-machine-lab all -- ip -d link', does: 'runs a command there' },
    ],
    exits: LAB,
  },
  'lab power': {
    examples: [{ line: 'lab power -t virtual-lab dut off', does: "switches the DUT's power off" }],
    exits: LAB,
  },
  ls: {
    examples: [
      { line: 'ls', does: 'lists the runs in results/' },
      { line: 'ls -t deterministic-lab --since 7d', does: 'of a testbed, of the last week' },
    ],
    exits: ['invalidFile'],
  },
  export: {
    examples: [
      { line: 'export results/RUN', does: 'one row a trial as CSV' },
      { line: 'export --openmetrics results/RUN', does: 'its figures for Prometheus' },
    ],
    exits: ['invalidFile'],
  },
  schema: {
    examples: [{ line: 'schema run', does: 'prints the JSON Schema of run.json' }],
    exits: [],
  },
  completion: {
    examples: [
      { line: 'completion bash', does: 'in ~/.bashrc: source <(vrbench completion bash)' },
      { line: 'completion zsh', does: 'the same in ~/.zshrc, after compinit' },
      { line: 'completion fish', does: 'to ~/.config/fish/completions/vrbench.fish' },
    ],
    exits: [],
  },
};
