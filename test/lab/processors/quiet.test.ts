import { describe, expect, it } from 'vitest';
import { awaitQuiet } from '../../../src/lab/processors/quiet.js';
import { PreconditionFailure } from '../../../src/model/failure.js';
import { virtualClock } from '../../traffic/virtual-clock.js';
import { samplesOf } from './samples.js';

const { signal } = new AbortController();

/** Waits on a computer that is busy for so many seconds. */
const waitFor = async (busy: number): Promise<number> => {
  const course = Array.from({ length: busy + 1 }, (_, second) => ({
    ...{ lab: 0.1, others: second < busy ? 1.5 : 0.05 },
  }));
  const samples = [...samplesOf(course)];
  const clock = virtualClock();
  const sample = () => Promise.resolve(samples.shift() ?? expect.fail('it does not end'));
  await awaitQuiet(sample, clock, signal);
  return clock.now() / 1e9;
};

describe('awaitQuiet', () => {
  it('waits until other programs are done', async () => {
    expect(await waitFor(0)).toBe(1);
    expect(await waitFor(7)).toBe(8);
  });

  it('ends the run if they are not after a minute, with a remedy', async () => {
    const busy = waitFor(100);
    await expect(busy).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(busy).rejects.toThrow(
      /after 60 s other programs still use 148 % of a processor; the limit is 10 %\n.*deterministic-lab/,
    );
  });
});
