import { describe, expect, it } from 'vitest';
import { Interrupted } from '../../src/model/failure.js';
import { barrier } from '../../src/host/barrier.js';

const settled = async (promise: Promise<void>): Promise<string> =>
  Promise.race([
    promise.then(
      () => 'off',
      () => 'left',
    ),
    new Promise<string>((resolve) => setImmediate(resolve, 'waiting')),
  ]);

describe('startingLine', () => {
  const never = new AbortController().signal;

  it('lets nobody go before all are there', async () => {
    const ready = barrier(2);
    const first = ready(never);
    expect(await settled(first)).toBe('waiting');
    const second = ready(never);
    expect([await settled(first), await settled(second)]).toEqual(['off', 'off']);
  });

  it('is left by those who are told to stop', async () => {
    const controller = new AbortController();
    const ready = barrier(3);
    const first = ready(controller.signal);
    controller.abort();
    await expect(first).rejects.toBeInstanceOf(Interrupted);
    await expect(ready(controller.signal)).rejects.toBeInstanceOf(Interrupted);
  });
});
