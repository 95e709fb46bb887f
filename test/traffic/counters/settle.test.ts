import { describe, expect, it } from 'vitest';
import { Interrupted } from '../../../src/model/failure.js';
import { milliseconds, seconds } from '../../../src/model/units.js';
import type { Reading } from '../../../src/traffic/counters/reading.js';
import { settle } from '../../../src/traffic/counters/settle.js';
import { virtualClock } from '../virtual-clock.js';

const reader = (values: readonly number[]): (() => Promise<Reading>) => {
  let next = 0;
  return () => Promise.resolve(new Map([['rx', values[next++] ?? -1]]));
};

describe('settle', () => {
  it('waits for residual frames, then until two readings in a row are equal', async () => {
    const clock = virtualClock();
    const read = reader([5, 7, 9, 9]);
    const { reading, settled } = await settle(read, { clock, residualWait: seconds(2) });
    expect(settled).toBe(true);
    expect(reading.get('rx')).toBe(9);
    expect(clock.pauses).toEqual([2e9, 1e8, 1e8, 1e8]);
  });

  it('says so when counters do not settle, with the last reading', async () => {
    const clock = virtualClock();
    const endless = Array.from({ length: 100 }, (_, index) => index);
    const options = { clock, residualWait: seconds(2), deadline: milliseconds(1000) };
    const { reading, settled } = await settle(reader(endless), options);
    expect(settled).toBe(false);
    expect(reading.get('rx')).toBe(10);
    expect(clock.now()).toBe(3e9);
  });

  it('stops waiting when asked to', async () => {
    const options = { clock: virtualClock(), residualWait: seconds(2) };
    await expect(
      settle(reader([1, 1]), { ...options, signal: AbortSignal.abort() }),
    ).rejects.toThrow(Interrupted);
  });
});
