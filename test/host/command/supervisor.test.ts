import { describe, expect, it } from 'vitest';
import { timedOutOnMachine, supervised } from '../../../src/host/command/supervisor.js';
import { nanoseconds, seconds } from '../../../src/model/units.js';

describe('supervised', () => {
  it('passes the limit in seconds, and never 0, which means no limit', () => {
    expect(supervised(['true'], seconds(1.5)).slice(5)).toEqual(['1.500', 'true']);
    expect(supervised(['true'], nanoseconds(0)).slice(5)).toEqual(['0.001', 'true']);
  });
});

describe('timedOutOnMachine', () => {
  // As GNU timeout 9.1 writes it in the C locale.
  const message = "timeout: sending signal TERM to command 'sleep'\n";

  it.each([
    [124, message, true],
    [137, `${message}timeout: sending signal KILL to command 'sleep'\n`, true],
    // As uutils 0.0.17 ends, which is coreutils on some distributions.
    [125, message, true],
    [125, '', false],
    [124, '', false],
    [1, message, false],
  ])('reads exit code %i with %j as %s', (exitCode, stderr, late) => {
    expect(timedOutOnMachine(exitCode, stderr)).toBe(late);
  });
});
