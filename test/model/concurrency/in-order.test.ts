import { describe, expect, it } from 'vitest';
import { oneByOne, queued } from '../../../src/model/concurrency/in-order.js';

/** Tasks that record when they start, and end when they are released. */
const pieces = () => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const piece = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => {
      ends.set(name, () => {
        resolve(`${name} done`);
      });
    });
  };
  return { begun, end: (name: string) => ends.get(name)?.(), piece };
};

describe('work in order', () => {
  it('can be queued all at once', async () => {
    const { begun, end, piece } = pieces();
    const done = queued([piece('one'), () => undefined, piece('two')]);
    expect(begun).toEqual(['one', 'two']);
    end('two');
    end('one');
    expect(await done).toEqual(['one done', undefined, 'two done']);
  });

  it('can be done one by one', async () => {
    const { begun, end, piece } = pieces();
    const done = oneByOne([piece('one'), piece('two')]);
    expect(begun).toEqual(['one']);
    end('one');
    await Promise.resolve();
    await Promise.resolve();
    expect(begun).toEqual(['one', 'two']);
    end('two');
    expect(await done).toEqual(['one done', 'two done']);
  });

  it('stops at the first failure', async () => {
    const { begun, piece } = pieces();
    const failing = oneByOne([() => Promise.reject(new Error('no')), piece('two')]);
    await expect(failing).rejects.toThrow('no');
    expect(begun).toEqual([]);
  });
});
