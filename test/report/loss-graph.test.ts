import { describe, expect, it } from 'vitest';
import { lossGraph } from '../../src/report/loss-graph.js';

const at = (series: string, load: number, loss: number) => ({ series, load, loss });

describe('the graph of loss rates', () => {
  it('goes from 0 to 100 % both ways', () => {
    const points = [
      at('64 bytes', 1, 1),
      at('64 bytes', 0.5, 0.5),
      at('64 bytes', 0.2, 0),
      at('512 bytes', 1, 0.3),
      at('512 bytes', 0.2, 0),
    ];
    expect(lossGraph('macvlan', points)).toEqual([
      'macvlan: frames lost, over the load offered in % of the line rate:',
      `100 % +${' '.repeat(60)}a`,
      '      |',
      '      |',
      '      |',
      '      |',
      ` 50 % +${' '.repeat(30)}a`,
      '      |',
      `      |${' '.repeat(60)}b`,
      '      |',
      '      |',
      `  0 % +${' '.repeat(12)}*`,
      `      +${'-'.repeat(61)}`,
      '       0 %         20 %        40 %        60 %        80 %        100 %',
      'a 64 bytes, b 512 bytes, * several',
    ]);
  });

  it.each([
    ['some loss is not none', 0.0001, 1],
    ['not all loss is not all', 0.9999, 9],
    ['more frames than were offered are no loss', -0.1, 0],
  ])('knows that %s', (_, loss, row) => {
    const rows = lossGraph('x', [at('64 bytes', 1, loss)]).slice(1, 12);
    expect(rows.toReversed().findIndex((line) => line.endsWith('a'))).toBe(row);
  });

  it('keeps a load above the line rate inside', () => {
    expect(lossGraph('x', [at('64 bytes', 1.01, 1)])[1]).toBe(`100 % +${' '.repeat(60)}a`);
  });

  it('is not drawn of nothing', () => {
    expect(lossGraph('x', [])).toEqual([]);
  });
});
