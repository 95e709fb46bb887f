import { describe, expect, it } from 'vitest';
import { Interrupted } from '../../../src/model/failure.js';
import { collect } from '../../../src/session/plan/collect.js';

/** Values that take a millisecond of work each. */
function* slowly(count: number): Generator<number> {
  for (let value = 0; value < count; value += 1) {
    const until = performance.now() + 1;
    while (performance.now() < until);
    yield value;
  }
}

describe('values that are slow to compute', () => {
  it('are all collected, in order', async () => {
    expect(await collect(slowly(50), 'counting')).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  it('can be interrupted while they are computed', async () => {
    const controller = new AbortController();
    setImmediate(() => {
      controller.abort();
    });
    let last = 0;
    function* seen(): Generator<number> {
      for (const value of slowly(100_000)) yield (last = value);
    }
    await expect(collect(seen(), 'counting', controller.signal)).rejects.toThrow(Interrupted);
    expect(last).toBeLessThan(99_999);
  });
});
