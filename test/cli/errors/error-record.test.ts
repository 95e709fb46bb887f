import { describe, expect, it } from 'vitest';
import { asksForJson, errorRecord } from '../../../src/cli/errors/error-record.js';
import { InvalidFile } from '../../../src/document/invalid-file.js';
import { Failure, PreconditionFailure } from '../../../src/model/failure.js';

describe('an error as programs read it', () => {
  it('has what was attempted, where, what came back, the fix and the exit code', () => {
    const failure = new PreconditionFailure({
      ...{ attempted: 'using the lab', where: 'this computer', got: 'it is not running' },
      remedy: 'vrbench lab up -t TESTBED',
    });
    expect(errorRecord(failure, 'my.yaml')).toEqual({
      kind: 'precondition',
      attempted: 'using the lab',
      where: 'this computer',
      got: 'it is not running',
      remedy: 'vrbench lab up -t my.yaml',
      exitCode: 4,
      problems: [],
      message:
        'using the lab on this computer: it is not running\n  fix: vrbench lab up -t my.yaml',
    });
  });

  it('has every problem of a file with line and column, and the first as its place', () => {
    const error = InvalidFile.at('x.yaml', [
      { line: 7, column: 3, path: 'trial.duration', message: 'no duration' },
      { line: 2, column: 1, path: '', message: 'twice' },
    ]);
    const { kind, where, exitCode, problems } = errorRecord(error);
    expect({ kind, where, exitCode }).toEqual({
      kind: 'invalid-file',
      where: 'x.yaml:2:1',
      exitCode: 3,
    });
    expect(problems).toEqual([
      { file: 'x.yaml', line: 2, column: 1, path: null, message: 'twice' },
      { file: 'x.yaml', line: 7, column: 3, path: 'trial.duration', message: 'no duration' },
    ]);
  });

  it('has null for what is unknown, whatever was thrown', () => {
    const nothing = { where: null, remedy: null, exitCode: 1, problems: [], kind: 'failure' };
    expect(errorRecord(new Failure({ attempted: 'x', got: 'y' }))).toMatchObject(nothing);
    expect(errorRecord(new TypeError('of no kind'))).toMatchObject({
      ...nothing,
      got: 'of no kind',
    });
    expect(errorRecord('text')).toMatchObject({ ...nothing, got: 'text' });
  });
});

describe('asksForJson', () => {
  it.each([
    ['run --json x', true],
    ['lab ssh all --json', true],
    ['lab ssh all -- ip --json link', false],
    ['run x', false],
  ])('sees it among the words before --: %s', (line, expected) => {
    expect(asksForJson(line.split(' '))).toBe(expected);
  });
});
