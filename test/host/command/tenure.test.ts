import { describe, expect, it } from 'vitest';
import { refusedAsOver, WITHIN_TENURE } from '../../../src/host/command/tenure.js';

describe('refusedAsOver', () => {
  it('recognizes a refusal on its own line, whatever else is printed', () => {
    expect(refusedAsOver('Welcome\nvrbench-lock-lost\n')).toBe(true);
    expect(refusedAsOver('')).toBe(false);
  });

  it('takes no command that is printed in place of being run for one', () => {
    expect(refusedAsOver(`sh -c ${WITHIN_TENURE}`)).toBe(false);
  });
});
