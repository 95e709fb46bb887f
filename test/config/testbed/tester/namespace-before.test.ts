import { describe, expect, it } from 'vitest';
import { namespaceBefore } from '../../../../src/config/testbed/tester/namespace-before.js';

describe('the namespace that ports are in before a run', () => {
  it("is the machine's own if the run moves them, otherwise theirs", () => {
    expect(namespaceBefore({ namespace: 'tester', makeNamespace: true })).toBeUndefined();
    expect(namespaceBefore({ namespace: 'tester', makeNamespace: false })).toBe('tester');
    expect(namespaceBefore({ namespace: 'tester' })).toBe('tester');
    expect(namespaceBefore({})).toBeUndefined();
  });
});
