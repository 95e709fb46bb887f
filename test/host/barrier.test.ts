import { describe, expect, it } from 'vitest';
import { Interrupted } from '../../src/model/failure.js';
import { barrier } from '../../src/host/barrier.js';

const settled = async (promise: Promise<void>): Promise<string> =>
  Promise.race([
    promise.then(
      () => 'passed',
      () => 'rejected',
    ),
    new Promise<string>((resolve) => setImmediate(resolve, 'waiting')),
  ]);

describe('barrier', () => {
  const never = new AbortController().signal;

  it('holds everyone back until all have arrived', async () => {
    const ready = barrier(2);
    const first = ready(never);
    expect(await settled(first)).toBe('waiting');
    const second = ready(never);
    expect([await settled(first), await settled(second)]).toEqual(['passed', 'passed']);
  });

  it('rejects for those whose signal is aborted', async () => {
    const controller = new AbortController();
    const ready = barrier(3);
    const first = ready(controller.signal);
    controller.abort();
    await expect(first).rejects.toBeInstanceOf(Interrupted);
    await expect(ready(controller.signal)).rejects.toBeInstanceOf(Interrupted);
  });
});
