import { expect, it } from 'vitest';
import { fishCompletion } from '../../../src/cli/completion/fish.js';
import { completion } from './completed-verbs.js';

it('fish gets a line for each verb, option and argument, quoted', () => {
  const lines = fishCompletion(completion).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'set -g __vrbench_testbeds my-lab',
      "complete -c vrbench -n '__vrbench_at' -a show -d 'a run\\'s [whole] report: all'",
      "complete -c vrbench -n '__vrbench_at show' -l full -d 'all of it'",
      "complete -c vrbench -n '__vrbench_at show' -a 'text page'",
    ]),
  );
});
