import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markedOutput, type MarkedOutput } from '../../../src/host/command/preamble.js';

interface Taken {
  readonly marked: MarkedOutput;
  readonly groups: number[];
  readonly output: Buffer[];
}

const take = (chunks: readonly Buffer[]): Taken => {
  const groups: number[] = [];
  const output: Buffer[] = [];
  const marked = markedOutput(
    (group) => groups.push(group),
    (chunk) => output.push(chunk),
  );
  for (const chunk of chunks) marked.take(chunk);
  return { marked, groups, output };
};

describe('markedOutput', () => {
  it('separates what came before from the bytes of the command, however they are split', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'Welcome!\n', 'no end of line', 'vrbench-group x\n'),
        fc.uint8Array(),
        fc.array(fc.nat({ max: 60 })),
        (banner, bytes, cuts) => {
          const all = Buffer.concat([Buffer.from(`${banner}vrbench-group 4711\n`), bytes]);
          const ends = [...cuts.sort((a, b) => a - b), all.length];
          const { marked, groups, output } = take(
            ends.map((end, index) => all.subarray(ends[index - 1] ?? 0, end)),
          );
          expect(groups).toEqual([4711]);
          expect(Buffer.concat(output).equals(bytes)).toBe(true);
          expect(marked.started()).toBe(true);
          expect(marked.preamble()).toBe(banner);
        },
      ),
    );
  });

  it('says that nothing has started if the line never came, and keeps the end of the output', () => {
    const { marked, output } = take(
      Array.from({ length: 100 }, (_, index) => Buffer.from(`${index} ${'x'.repeat(10_000)}\n`)),
    );
    expect(marked.started()).toBe(false);
    expect(output).toEqual([]);
    expect(marked.preamble().length).toBe(64 * 1024);
    expect(marked.preamble()).toMatch(/\n99 x+\n$/);
  });

  it('does not take the text of the supervisor itself for its line', () => {
    const { marked } = take([Buffer.from('sh -c echo "vrbench-group $$"\n')]);
    expect(marked.started()).toBe(false);
  });
});
