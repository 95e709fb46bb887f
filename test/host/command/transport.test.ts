import { describe, expect, it } from 'vitest';
import { exitCodeAfter } from '../../../src/host/command/transport.js';

describe('exitCodeAfter', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGKILL', 137],
    ['SIGTERM', 143],
  ])('is 128 and the number of %s', (signal, code) => {
    expect(exitCodeAfter(signal)).toBe(code);
  });
});
