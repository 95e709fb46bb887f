import fc from 'fast-check';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { replacePairs, type Pair } from '../../../src/document/yaml/replace-pairs.js';

const TEXT = `# A bench.
name:   bench   # as it is called
links:  # cables
  - [gen0,  dut0]   # blue

  # the long one
  - [gen1, dut1]
  - ["dut2", sink0] # to the sink
speed: 1 Gb/s
`;

/** By the end at generator or sink. */
const peerOf = (pair: Pair): string => pair.find((name) => !name.startsWith('dut')) ?? '';
const replaced = (text: string, pairs: readonly Pair[]): string =>
  replacePairs(text, 'links', pairs, (one, other) => peerOf(one) === peerOf(other));
const linksIn = (text: string): unknown => (parse(text) as { links: unknown }).links;

describe('pairs in a file', () => {
  it('are changed where they are, and nothing else is', () => {
    expect(
      replaced(TEXT, [
        ['gen0', 'dut1'],
        ['gen1', 'dut0'],
        ['dut2', 'sink0'],
      ]),
    ).toBe(TEXT.replace('dut0]', 'dutX]').replace('dut1]', 'dut0]').replace('dutX]', 'dut1]'));
  });

  it('leave the text as it is where they are the same', () => {
    expect(
      replaced(TEXT, [
        ['gen0', 'dut0'],
        ['gen1', 'dut1'],
        ['dut2', 'sink0'],
      ]),
    ).toBe(TEXT);
  });

  it('go with their line, and come after the last one', () => {
    expect(
      replaced(TEXT, [
        ['gen0', 'dut0'],
        ['dut2', 'sink0'],
        ['gen2', 'dut3'],
      ]),
    ).toBe(
      TEXT.replace('  - [gen1, dut1]\n', '').replace(
        'sink\nspeed',
        'sink\n  - [gen2, dut3]\nspeed',
      ),
    );
  });

  it('come after a last line without an end', () => {
    expect(
      replaced('links:\n- [gen0, dut0]', [
        ['gen0', 'dut1'],
        ['gen1', 'dut0'],
      ]),
    ).toBe('links:\n- [gen0, dut1]\n- [gen1, dut0]\n');
  });

  it('are read back whatever the list was written like, with the comments', () => {
    const forms = [
      TEXT,
      '# kept\nlinks: [[gen0, dut0], [dut2, sink0]] # kept\nspeed: 1 Gb/s # kept\n',
      '# kept\nlinks: # kept\n  - - gen0\n    - dut0\n  - [dut2, sink0]\nspeed: 1 Gb/s # kept\n',
      '# kept\nall: &all\n  - [gen0, dut0]\nlinks: *all\nspeed: 1 Gb/s # kept\n',
    ];
    const ports = ['gen0', 'gen1', 'gen2', 'gen3'];
    fc.assert(
      fc.property(
        fc.constantFrom(...forms),
        fc.shuffledSubarray(['dut0', 'dut1', 'dut2', 'dut3'], { minLength: 1 }),
        (text, order) => {
          const pairs = order.map((dut, index): Pair => [ports[index] ?? '', dut]);
          const now = replaced(text, pairs);
          expect(linksIn(now)).toEqual(pairs);
          expect(replaced(now, pairs)).toBe(now);
          for (const comment of text.match(/#.*(?=\n(?! *-))/g) ?? []) {
            if (!comment.startsWith('# to the')) expect(now).toContain(comment);
          }
        },
      ),
    );
  });
});
