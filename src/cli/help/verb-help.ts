import type { ExitName } from '../exit-code.js';

/** A command line that works as it is written. */
export interface Example {
  /** Without `vrbench`. */
  readonly line: string;
  readonly does: string;
}

/** What the help of a verb has besides its options. */
export interface VerbHelp {
  /** At least one. */
  readonly examples: readonly Example[];
  /** How it may end, besides those of `EVERY_VERB`. */
  readonly exits: readonly ExitName[];
}

/** How every verb may end. */
export const EVERY_VERB = ['done', 'failure', 'usage', 'interrupted'] as const;

const LAB = ['invalidFile', 'precondition'] as const;
const MACHINES = ['invalidFile', 'precondition', 'unreachable'] as const;

/** The help of each verb, by its words after `vrbench`: one entry a verb, which a test asks for. */
export const VERB_HELP: Readonly<Record<string, VerbHelp>> = {
  quickstart: {
    examples: [{ line: 'quickstart', does: 'overloads four data planes on one emulated machine' }],
    exits: MACHINES,
  },
  validate: {
    examples: [{ line: 'validate three-machine case-1', does: 'checks a testbed and a playbook' }],
    exits: ['invalidFile'],
  },
  plan: {
    examples: [
      { line: 'plan -t three-machine case-1', does: 'shows every command; changes nothing' },
    ],
    exits: ['invalidFile'],
  },
  run: {
    examples: [
      { line: 'run --simulate rfc2544-full', does: 'measures simulated devices, in seconds' },
      { line: 'run -t one-machine-lab quickstart', does: 'measures in a lab that is up' },
      { line: 'run -t deterministic-paper-lab paper', does: 'runs a folder of playbooks as a set' },
    ],
    exits: MACHINES,
  },
  profile: {
    examples: [
      { line: 'profile -t deterministic-lab profile-case-2', does: 'counts instructions a frame' },
    ],
    exits: ['invalidFile', 'precondition'],
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
  schema: {
    examples: [{ line: 'schema run', does: 'prints the JSON Schema of run.json' }],
    exits: [],
  },
  completion: {
    examples: [
      { line: 'completion bash', does: 'in ~/.bashrc: source <(vrbench completion bash)' },
      { line: 'completion zsh', does: 'in ~/.zshrc, after compinit: likewise' },
      { line: 'completion fish', does: 'to ~/.config/fish/completions/vrbench.fish' },
    ],
    exits: [],
  },
};
