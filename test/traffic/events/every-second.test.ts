import { describe, expect, it } from 'vitest';
import { seconds } from '../../../src/model/units.js';
import { withTask } from '../../../src/traffic/events/every-second.js';
import { virtualClock } from '../virtual-clock.js';

const never = new AbortController().signal;

describe('a task every second', () => {
  it('runs at the start of each second, until the work is done', async () => {
    const clock = virtualClock();
    const moments: number[] = [];
    let finish: (value: string) => void = () => undefined;
    const work = new Promise<string>((resolve) => (finish = resolve));
    const result = await withTask(
      (turn) => {
        moments.push(clock.now());
        clock.advance(seconds(0.25));
        if (turn === 2) finish('done');
        return Promise.resolve();
      },
      clock,
      never,
      () => work,
    );
    expect(result).toBe('done');
    expect(moments.slice(0, 3)).toEqual([0, 1e9, 2e9]);
  });

  it('is only the work if there is no task', async () => {
    expect(await withTask(undefined, virtualClock(), never, () => Promise.resolve(7))).toBe(7);
  });

  it('reports a failed task when the work has ended', async () => {
    const done: string[] = [];
    const both = withTask(
      () => Promise.reject(new Error('no answer')),
      virtualClock(),
      never,
      () => {
        done.push('the work');
        return Promise.resolve();
      },
    );
    await expect(both).rejects.toThrow('no answer');
    expect(done).toEqual(['the work']);
  });
});
