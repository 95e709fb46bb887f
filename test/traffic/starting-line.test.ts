import { describe, expect, it } from 'vitest';
import { Interrupted } from '../../src/model/failure.js';
import { startingLine } from '../../src/traffic/starting-line.js';

const settled = async (promise: Promise<void>): Promise<string> =>
  Promise.race([
    promise.then(
      () => 'off',
      () => 'left',
    ),
    new Promise<string>((resolve) => setImmediate(resolve, 'waiting')),
  ]);

describe('startingLine', () => {
  it('lets nobody go before all are there', async () => {
    const ready = startingLine(2, new AbortController().signal);
    const first = ready();
    expect(await settled(first)).toBe('waiting');
    const second = ready();
    expect([await settled(first), await settled(second)]).toEqual(['off', 'off']);
  });

  it('is left by all when one gives up', async () => {
    const controller = new AbortController();
    const ready = startingLine(2, controller.signal);
    const first = ready();
    controller.abort();
    await expect(first).rejects.toBeInstanceOf(Interrupted);
    await expect(ready()).rejects.toBeInstanceOf(Interrupted);
  });
});
