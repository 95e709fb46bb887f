import { describe, expect, it } from 'vitest';
import { ParseFailure } from '../../src/linux/parse-failure.js';
import { parseSources, readSources } from '../../src/modules/softnic-source-result.js';
import {
  configureSources,
  startSources,
  type PortSource,
} from '../../src/modules/softnic-source.js';
import { writeAttributes } from '../../src/modules/softnic.js';
import { milliseconds, nanoseconds } from '../../src/model/units.js';
import { fixture } from '../linux/fixture.js';

const source: PortSource = {
  interface: 'gen0',
  frames: [Uint8Array.of(1, 2, 3), new Uint8Array(260)],
  count: 1000,
  gap: nanoseconds(10_000),
  arrivals: { kind: 'constant' },
  phase: nanoseconds(3333),
};
const wordsOf = (of: PortSource): string[] => configureSources([of]).stdin.trim().split(' ');

describe('the programs for the software NIC', () => {
  it('of attributes write one for each line', () => {
    const ports = [{ interface: 'sink0', cpu: 3, discard: true }];
    expect(writeAttributes(ports).stdin).toBe('sink0 cpu 3\nsink0 discard 1\n');
  });
});

describe('configureSources', () => {
  it('puts the length of every frame before it, the lower byte first', () => {
    const [port, frames = ''] = wordsOf(source);
    expect(port).toBe('gen0');
    const expected = [3, 0, 1, 2, 3, 4, 1, ...new Uint8Array(260)];
    expect([...Buffer.from(frames, 'base64')]).toEqual(expected);
  });

  it('gives every setting its place', () => {
    expect(wordsOf(source).slice(2)).toEqual(['1000', '10000', 'constant', '1', '3333', '0']);
    const poisson = wordsOf({ ...source, arrivals: { kind: 'poisson', seed: 42 } });
    expect(poisson.slice(4)).toEqual(['poisson', '1', '3333', '42']);
    const burst = wordsOf({ ...source, arrivals: { kind: 'burst', frames: 32 } });
    expect(burst.slice(4)).toEqual(['burst', '32', '3333', '0']);
  });

  it('refuses frames that a source has no room for, and none at all', () => {
    const many = Array.from({ length: 44 }, () => new Uint8Array(1514));
    expect(() => configureSources([{ ...source, frames: many }])).toThrow(RangeError);
    expect(() => configureSources([{ ...source, frames: [] }])).toThrow(RangeError);
  });
});

describe('startSources', () => {
  it('has the lead and the ports as arguments', () => {
    expect(startSources(['gen0', 'gen1'], milliseconds(200)).slice(3)).toEqual([
      ...['sh', '200000000', 'gen0', 'gen1'],
    ]);
  });
});

describe('parseSources', () => {
  const ports = ['gen0', 'gen1', 'gen2'];
  const text = fixture('softnic-sources.txt');

  it('reads what three sources did that started at the same moment', () => {
    const results = parseSources(ports, text);
    expect(results.map(({ interface: port, sent }) => [port, sent])).toEqual([
      ['gen0', 20_000],
      ['gen1', 20_001],
      ['gen2', 20_002],
    ]);
    const [first, second, third] = results;
    expect(first).toMatchObject({ first: 1_735_835_076_299, last: 1_736_835_026_299 });
    // Each was a microsecond out of phase with the one before.
    expect(second?.first).toBe(1_735_835_077_299);
    expect(third?.first).toBe(1_735_835_078_299);
  });

  it('reads what the command prints that asks for it', () => {
    const paths = [...text.matchAll(/^==> (.+) <==$/gm)].map(([, path]) => path);
    expect(readSources(ports).slice(-paths.length)).toEqual(paths);
  });

  it('names the file and the machine where a source said nothing', () => {
    const parse = () => parseSources([...ports, 'gen3'], text, 'all');
    expect(parse).toThrow(ParseFailure);
    expect(parse).toThrow(/gen3\/source\/sent on all/);
  });
});
