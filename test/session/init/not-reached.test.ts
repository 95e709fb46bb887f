import { describe, expect, it } from 'vitest';
import { Unreachable } from '../../../src/host/connection-errors.js';
import { Interrupted, PreconditionFailure } from '../../../src/model/failure.js';
import { seconds } from '../../../src/model/units.js';
import { NotReached, requireReached } from '../../../src/session/init/not-reached.js';

const away = (machine: string) =>
  new Unreachable(machine, `${machine}.example:22`, seconds(20), 'connection refused');
const noSudo = new PreconditionFailure({ attempted: 'sudo', where: 'sink', got: 'a password' });

const thrown = (...errors: readonly unknown[]): unknown => {
  try {
    requireReached(errors);
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('machines that fail', () => {
  it('are named together, each with its reason', () => {
    const error = thrown(away('dut'), noSudo);
    expect(error).toBeInstanceOf(NotReached);
    expect(error).toMatchObject({ kind: 'unreachable' });
    expect(error).toHaveProperty(
      'message',
      expect.stringMatching(
        /2 of them failed\nconnecting to dut\.example:22 on dut: .*\n.*\nsudo on sink: a password/,
      ),
    );
    expect(thrown(noSudo, noSudo)).toMatchObject({ kind: 'precondition' });
  });

  it('are not listed if there is only one, or after an interruption', () => {
    expect(thrown()).toBeUndefined();
    expect(thrown(noSudo)).toBe(noSudo);
    const stopped = new Interrupted('connecting');
    expect(thrown(noSudo, stopped)).toBe(stopped);
  });
});
