import { describe, expect, it } from 'vitest';
import { Failure, Interrupted, PreconditionFailure, reasonOf } from '../../src/model/failure.js';

describe('a failure', () => {
  it('says what was attempted, where, what came back and what to do', () => {
    const cause = new Error('exit 1');
    const failure = new PreconditionFailure({
      attempted: 'building napi_macvlan',
      where: 'dut',
      got: 'no kernel headers',
      remedy: 'apt-get install linux-headers-amd64',
      cause,
    });
    expect(failure.message).toBe(
      'building napi_macvlan on dut: no kernel headers\n' +
        '  fix: apt-get install linux-headers-amd64',
    );
    expect(failure).toMatchObject({ kind: 'precondition', name: 'PreconditionFailure', cause });
  });

  it('omits what is not known', () => {
    expect(new Failure({ attempted: 'reading', got: 'nothing' }).message).toBe('reading: nothing');
    expect(new Interrupted('a trial')).toMatchObject({
      kind: 'interrupted',
      message: 'a trial: interrupted',
    });
  });
});

describe('reasonOf', () => {
  it('has a reason for any thrown value', () => {
    const refused = new Error('connect ECONNREFUSED ::1:22');
    const other = new Error('connect ECONNREFUSED 127.0.0.1:22');
    // As Node throws it if a name has several addresses.
    expect(reasonOf(new AggregateError([refused, other, refused]))).toBe(
      'connect ECONNREFUSED ::1:22; connect ECONNREFUSED 127.0.0.1:22',
    );
    expect(reasonOf(new AggregateError([refused], 'all failed'))).toBe('all failed');
    expect(reasonOf(new RangeError())).toBe('RangeError');
    expect(reasonOf('text')).toBe('text');
  });
});
