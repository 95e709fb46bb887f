import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchProgress } from '../../../src/host/ssh/progress.js';
import { seconds } from '../../../src/model/units.js';

describe('watchProgress', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('does not stop slow work while steps are made', () => {
    const onStall = vi.fn();
    const watch = watchProgress(seconds(4), () => false, onStall);
    for (let step = 0; step < 10; step += 1) {
      vi.advanceTimersByTime(3_900);
      watch.step();
    }
    expect(onStall).not.toHaveBeenCalled();
    vi.advanceTimersByTime(4_000);
    expect(onStall).toHaveBeenCalledOnce();
    expect(watch.stalled()).toBe(true);
  });

  it('does not count the time of another wait', () => {
    const onStall = vi.fn();
    let excused = true;
    const watch = watchProgress(seconds(4), () => excused, onStall);
    vi.advanceTimersByTime(60_000);
    expect(onStall).not.toHaveBeenCalled();
    excused = false;
    vi.advanceTimersByTime(4_000);
    expect(watch.stalled()).toBe(true);
  });

  it('leaves no timer behind', () => {
    const watch = watchProgress(
      seconds(4),
      () => false,
      () => undefined,
    );
    watch.end();
    watch.step();
    expect(vi.getTimerCount()).toBe(0);
    expect(watch.stalled()).toBe(false);
  });
});
