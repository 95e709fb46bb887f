import { expect, it } from 'vitest';
import { zshCompletion } from '../../../src/cli/completion/zsh.js';
import { completion } from './completed-verbs.js';

it('zsh gets a function for each verb, with specifications whose colons and brackets are escaped', () => {
  const text = zshCompletion(completion);
  expect(text).toMatch(/^#compdef vrbench\n/);
  expect(text).toContain("'show:a run'\\''s \\[whole\\] report\\: all'");
  expect(text).toContain(
    "_vrbench_show() {\n  _arguments -s -S \\\n    '(-t --testbed)-t[the testbed'\\''s file]:value:_vrbench_testbeds'",
  );
  expect(text).toContain("'*:form:(text page)'\n}");
});
