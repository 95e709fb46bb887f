import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../../../src/lab/local/lock.js';
import { Interrupted } from '../../../../src/model/failure.js';

/** A promise and what settles it. */
const gate = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

describe('withLock', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-lock-'));
    path = join(folder, 'locks', 'one');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const refuse = () => {
    throw new Error('held by another');
  };

  it('has the result of the work, and then lets the next process in', async () => {
    expect(await withLock(path, { onHeld: refuse }, () => Promise.resolve(1))).toBe(1);
    expect(await withLock(path, { onHeld: refuse }, () => Promise.resolve(2))).toBe(2);
  });

  it('is released when the work fails', async () => {
    const failing = withLock(path, { onHeld: refuse }, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await withLock(path, { onHeld: refuse }, () => Promise.resolve(3))).toBe(3);
  });

  it('makes a second process wait until the first has finished', async () => {
    const [begun, end, waiting] = [gate(), gate(), gate()];
    const order: string[] = [];
    const first = withLock(path, { onHeld: refuse }, async () => {
      begun.open();
      await end.opened;
      order.push('first');
    });
    await begun.opened;
    const second = withLock(path, { onHeld: waiting.open }, () => {
      order.push('second');
      return Promise.resolve();
    });
    await waiting.opened;
    end.open();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
  });

  it('lets a second process give up at once', async () => {
    const [begun, end] = [gate(), gate()];
    const first = withLock(path, { onHeld: refuse }, () => {
      begun.open();
      return end.opened;
    });
    await begun.opened;
    const second = withLock(path, { onHeld: refuse }, () => Promise.resolve());
    await expect(second).rejects.toThrow('held by another');
    end.open();
    await first;
  });

  it('stops waiting when interrupted', async () => {
    const [begun, end] = [gate(), gate()];
    const first = withLock(path, { onHeld: refuse }, () => {
      begun.open();
      return end.opened;
    });
    await begun.opened;
    const stop = new AbortController();
    const onHeld = () => {
      setImmediate(() => {
        stop.abort();
      });
    };
    const second = withLock(path, { signal: stop.signal, onHeld }, () => Promise.resolve());
    await expect(second).rejects.toThrow(Interrupted);
    end.open();
    await first;
  });
});
