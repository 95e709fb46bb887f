import { describe, expect, it } from 'vitest';
import { orInterrupted } from '../../../src/model/concurrency/or-interrupted.js';
import { Interrupted } from '../../../src/model/failure.js';

const never = (): Promise<never> => new Promise(() => undefined);

describe('orInterrupted', () => {
  it('has the result or the error of the work', async () => {
    const { signal } = new AbortController();
    expect(await orInterrupted(signal, 'reading', Promise.resolve(1))).toBe(1);
    await expect(
      orInterrupted(signal, 'reading', Promise.reject(new Error('broken'))),
    ).rejects.toThrow('broken');
  });

  it('abandons the work when the signal is aborted, or was before', async () => {
    const controller = new AbortController();
    const waiting = orInterrupted(controller.signal, 'reading', never());
    controller.abort();
    await expect(waiting).rejects.toBeInstanceOf(Interrupted);
    await expect(orInterrupted(controller.signal, 'reading', never())).rejects.toThrow('reading');
  });
});
