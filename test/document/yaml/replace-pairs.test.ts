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

/** Compared by the end at generator or sink. */
const peerOf = (pair: Pair): string => pair.find((name) => !name.startsWith('dut')) ?? '';
const replaced = (text: string, pairs: readonly Pair[]): string | undefined =>
  replacePairs(text, 'links', pairs, (one, other) => peerOf(one) === peerOf(other));
const linksIn = (text: string): unknown => (parse(text) as { links: unknown }).links;

describe('pairs in a file', () => {
  it('are changed in place, and nothing else is', () => {
    expect(
      replaced(TEXT, [
        ['gen0', 'dut1'],
        ['gen1', 'dut0'],
        ['dut2', 'sink0'],
      ]),
    ).toBe(TEXT.replace('dut0]', 'dutX]').replace('dut1]', 'dut0]').replace('dutX]', 'dut1]'));
  });

  it('leave the text unchanged if they are the same', () => {
    expect(
      replaced(TEXT, [
        ['gen0', 'dut0'],
        ['gen1', 'dut1'],
        ['dut2', 'sink0'],
      ]),
    ).toBe(TEXT);
  });

  it('are removed with their line, and added after the last one', () => {
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

  it('are added after a last line without a line end', () => {
    expect(
      replaced('links:\n- [gen0, dut0]', [
        ['gen0', 'dut1'],
        ['gen1', 'dut0'],
      ]),
    ).toBe('links:\n- [gen0, dut1]\n- [gen1, dut0]\n');
  });

  it('are commented out if they are removed and have a comment', () => {
    expect(replaced(TEXT, [['gen1', 'dut1']])).toBe(
      TEXT.replace('  - [gen0,  dut0]   # blue', '  # - [gen0,  dut0]   # blue').replace(
        '  - ["dut2", sink0] # to the sink',
        '  # - ["dut2", sink0] # to the sink',
      ),
    );
  });

  it.each([
    ['lines of Windows', 'links:\r\n  - [gen0, dut0] # a\r\n  - [gen1, dut1]\r\nx: 1\r\n'],
    ['a byte order mark', '\ufefflinks:\n- [gen0, dut0] # a\n- [gen1, dut1]\nx: 1\n'],
    ['quotes', '{"links": [["gen0", "dut0"], ["gen1", "dut1"]], "x": 1}\n'],
    ['single quotes', "links:\n  - ['gen0', 'dut0'] # a\n  - ['gen1', 'dut1']\nx: 1\n"],
    ['brackets over several lines', 'links: [\n  [gen0, dut0], # a\n  [gen1, dut1],\n]\nx: 1\n'],
    [
      'a hyphen for each word',
      'links:\n  - - gen0\n    - dut0 # a\n  - - gen1\n    - dut1\nx: 1\n',
    ],
    ['pairs over two lines', 'links:\n  - [gen0,\n     dut0] # a\n  - [gen1, dut1]\nx: 1\n'],
  ])('are changed word by word, with %s', (_, text) => {
    const now = replaced(text, [
      ['gen0', 'dut1'],
      ['gen1', 'dut0'],
    ]);
    const exchanged = text.replace('dut0', 'dutX').replace('dut1', 'dut0').replace('dutX', 'dut1');
    expect(now).toBe(exchanged);
  });

  it('are added with the line ends of the others', () => {
    const text = 'links:\r\n  - [gen0, dut0] # a\r\n';
    const pairs: Pair[] = [
      ['gen0', 'dut0'],
      ['gen1', 'dut1'],
    ];
    expect(replaced(text, pairs)).toBe(`${text}  - [gen1, dut1]\r\n`);
    expect(replaced(text.trimEnd(), pairs)).toBe(`${text}  - [gen1, dut1]\r\n`);
    expect(replaced(text, [['gen1', 'dut1']])).toBe(
      'links:\r\n  # - [gen0, dut0] # a\r\n  - [gen1, dut1]\r\n',
    );
  });

  it('may contain aliases', () => {
    const text = 'port: &port gen0\nlinks:\n  - [*port, dut0] # a\n  - [gen1, dut1]\n';
    expect(
      replaced(text, [
        ['gen0', 'dut1'],
        ['gen1', 'dut0'],
      ]),
    ).toBe('port: &port gen0\nlinks:\n  - [*port, dut1] # a\n  - [gen1, dut0]\n');
  });

  it.each([
    ['there are none', 'x: 1\n'],
    ['they are something else', 'links: 7\n'],
    ['they come by a merge', 'x: &x { links: [[gen0, dut0]] }\n<<: *x\n'],
    ['a comment would go', 'links: [\n  [gen0, dut0], # a\n  [gen1, dut1],\n]\n'],
    ['a comment would go', 'links:\n  - - gen0\n    - dut0 # a\n  - - gen1\n    - dut1\n'],
  ])('are not changed where %s: %j', (_, text) => {
    expect(replaced(text, [['gen1', 'dut1']])).toBeUndefined();
  });

  it('are read back for any notation of the list, with the comments', () => {
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
          const now = replaced(text, pairs) ?? '';
          expect(linksIn(now)).toEqual(pairs);
          expect(replaced(now, pairs)).toBe(now);
          for (const comment of text.match(/#.*(?=\n(?! *-))/g) ?? []) {
            expect(now).toContain(comment);
          }
        },
      ),
    );
  });
});
