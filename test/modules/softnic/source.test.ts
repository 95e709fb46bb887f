import { describe, expect, it } from 'vitest';
import {
  configureSources,
  startSources,
  startSourcesIn,
  type PortSource,
} from '../../../src/modules/softnic/source.js';
import { milliseconds, nanoseconds } from '../../../src/model/units.js';

const source: PortSource = {
  interface: 'gen0',
  frames: [Uint8Array.of(1, 2, 3), new Uint8Array(260)],
  count: 1000,
  gap: nanoseconds(10_000),
  arrivals: { kind: 'constant' },
  phase: nanoseconds(3333),
};

const wordsOf = (of: PortSource): string[] => configureSources([of]).stdin.trim().split(' ');

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
    const many = Array.from({ length: 692 }, () => new Uint8Array(1514));
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

describe('startSourcesIn', () => {
  it('has a line for each namespace, the tag first: what is tagged has to be known before it comes', () => {
    const places = [
      { namespace: 'generator', ports: ['gen0', 'gen1'] },
      { namespace: undefined, ports: ['snk0'] },
    ];
    const tag = { namespace: 'sink', ports: ['sink0'], after: milliseconds(50) };
    const { argv, stdin } = startSourcesIn(places, milliseconds(200), tag);
    expect(argv.slice(3, 5)).toEqual(['sh', '200000000']);
    expect(stdin).toBe('tag 50000000 sink sink0\nrun 0 generator gen0 gen1\nrun 0 - snk0\n');
  });
});
