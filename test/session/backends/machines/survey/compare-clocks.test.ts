import { describe, expect, it } from 'vitest';
import { Failure, Interrupted } from '../../../../../src/model/failure.js';
import { compareClocks } from '../../../../../src/session/backends/machines/survey/compare-clocks.js';

const { signal } = new AbortController();

describe('compareClocks', () => {
  it('returns the midpoint, and its bound', async () => {
    const compare = () => Promise.resolve({ atLeast: -3_000n, atMost: 1_000n });
    expect(await compareClocks({ setting: { kind: 'ping-pong' }, compare }, signal)).toEqual({
      kind: 'ping-pong',
      offset: -1_000,
      bound: 2_000,
      unread: {},
    });
  });

  it('records why they could not be compared; an interruption is thrown', async () => {
    const failing = (error: Error) => ({
      setting: { kind: 'ping-pong' } as const,
      compare: () => Promise.reject(error),
    });
    const failure = new Failure({ attempted: 'reading the clock', got: 'no bash' });
    const { unread, ...values } = await compareClocks(failing(failure), signal);
    expect(values).toMatchObject({ offset: null, bound: null });
    expect(unread.bound).toContain('no bash');
    const interrupted = compareClocks(failing(new Interrupted('x')), signal);
    await expect(interrupted).rejects.toThrow(Interrupted);
  });
});
