import type { Completion } from '../../../src/cli/completion/tree.js';

/** A program with one verb, whose description needs quotes. */
export const completion: Completion = {
  verbs: [
    {
      path: '',
      verbs: [{ name: 'show', description: "a run's [whole] report: all" }],
      options: [],
      arguments: [],
    },
    {
      path: 'show',
      verbs: [],
      options: [
        {
          ...{ short: '-t', long: '--testbed', description: "the testbed's file" },
          values: { kind: 'testbeds' },
        },
        { short: undefined, long: '--full', description: 'all of it', values: undefined },
      ],
      arguments: [
        { name: 'form', values: { kind: 'words', words: ['text', 'page'] }, variadic: true },
      ],
    },
  ],
  shipped: { testbeds: ['my-lab'], playbooks: ['case-1', 'paper/case-1'] },
};
