import { describe, expect, it } from 'vitest';
import { InvalidFile } from '../../src/document/invalid-file.js';

const problem = (line: number, column: number, path: string, message: string) => ({
  line,
  column,
  path,
  message,
});

describe('InvalidFile', () => {
  it('lists problems by line and column', () => {
    const error = InvalidFile.at('x.yaml', [
      problem(6, 5, 'links[1]', 'unknown port'),
      problem(2, 9, '', 'the key is given twice'),
      problem(2, 1, 'name', 'missing'),
    ]);
    expect(error.problems).toEqual([
      'x.yaml:2:1 name: missing',
      'x.yaml:2:9: the key is given twice',
      'x.yaml:6:5 links[1]: unknown port',
    ]);
    expect(error.message).toContain('reading x.yaml: 3 problems\n  x.yaml:2:1 name: missing\n');
    expect(error.kind).toBe('invalid-file');
  });

  it('lists only the first of very many, and the number of the others', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => problem(index + 1, 1, 'a', 'wrong'));
    const { problems, message } = InvalidFile.at('x.yaml', many);
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)).toBe('x.yaml: and 19950 more');
    expect(message).toContain('20000 problems');
  });

  it('says so if there is only one', () => {
    expect(new InvalidFile('x.yaml', ['no such file']).message).toBe(
      'reading x.yaml: a problem\n  x.yaml: no such file',
    );
  });
});
