import { expect, it } from 'vitest';
import { bashCompletion } from '../../../src/cli/completion/bash.js';
import { completion } from './completed-verbs.js';

it('bash gets tables of verbs, options and values', () => {
  const lines = bashCompletion(completion).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      "  [' .']='show'",
      "  ['show .']='-t --testbed --full'",
      "  ['show -t']='testbeds'",
      "  ['show --testbed']='testbeds'",
      "  ['show +']='=text page'",
      "_vrbench_testbeds='my-lab'",
      "_vrbench_playbooks='case-1 paper/case-1'",
      'complete -F _vrbench vrbench',
    ]),
  );
});
