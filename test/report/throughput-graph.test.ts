import { describe, expect, it } from 'vitest';
import { bitsPerSecond, bytes, pps } from '../../src/model/units.js';
import { throughputGraph } from '../../src/report/throughput-graph.js';

const media = { ingressPorts: 1, linkSpeed: bitsPerSecond(1e9) };
const at = (series: string, frameSize: number, rate: number) => ({
  series,
  frameSize: bytes(frameSize),
  rate: pps(rate),
});
const two = [
  at('macvlan', 64, 500_000),
  at('macvlan', 512, 234_962),
  at('napi-macvlan', 64, 1_000_000),
  at('napi-macvlan', 512, 200_000),
];

describe('the graph of throughputs', () => {
  it('has the frame size to the right, the rate upwards, and the line rate', () => {
    expect(throughputGraph(two, media)).toEqual([
      '',
      'kpps over frame size in bytes, the rate on a logarithmic scale:',
      ' 2000 +',
      '      |----------',
      '      |',
      ' 1000 +  b',
      '      |',
      '      |',
      '500.0 + a',
      '      |',
      '      |',
      '      |          -a--------',
      '200.0 +            b',
      '      |',
      '    0 +',
      '      +--------------------',
      '        64        512',
      '--- line rate, a macvlan, b napi-macvlan, * several',
    ]);
  });

  it('draws below the line rate what is below it, however little', () => {
    // 844,594 frames of 128 bytes are all that the link carries.
    const rows = (rate: number) =>
      throughputGraph([at('x', 64, 1_488_095), at('x', 128, rate)], media).slice(3, 9);
    expect(rows(844_594)).toEqual([
      '     |-a--------',
      '     |',
      '1000 +',
      '     |          -a--------',
      '     |',
      '   0 +',
    ]);
    expect(rows(835_000)).toEqual([
      '     |-a--------',
      '     |',
      '1000 +',
      '     |          ----------',
      '     |           a',
      '   0 +',
    ]);
  });

  it('shows a throughput of 0 on a row of its own', () => {
    const lines = throughputGraph([at('x', 64, 0), at('x', 128, 100_000)], undefined);
    expect(lines).toContain('    0 + a');
    expect(lines).toContain('100.0 +           a');
    expect(lines.at(-1)).toBe('a x');
  });

  it('is not drawn of one frame size, nor where nothing was forwarded', () => {
    expect(throughputGraph([at('x', 64, 1000)], media)).toEqual([]);
    expect(throughputGraph([], media)).toEqual([]);
    expect(throughputGraph([at('x', 64, 0), at('x', 128, 0)], undefined)).toEqual([]);
  });

  it('fits a terminal however many frame sizes there are', () => {
    const sizes = Array.from({ length: 17 }, (_, index) => 64 + 64 * index);
    const rates = sizes.flatMap((size) => ['x', 'y', 'z'].map((name) => at(name, size, 50_000)));
    const lines = throughputGraph(rates, media);
    expect(lines.filter(({ length }) => length > 100)).toEqual([]);
  });
});
