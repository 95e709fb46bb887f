import { describe, expect, it } from 'vitest';
import { repeatsFigure } from '../../../../src/rfc2544/sections/figures/repeats-figure.js';

describe('a figure of repeats', () => {
  it('has a place for each frame size, and the spread of each data plane', () => {
    const one = { average: 5, least: 4, greatest: 7, trials: [1, 2] };
    const figure = repeatsFigure('Recovery', 'time', 'ns', [
      { ...one, series: 'macvlan', place: '64 bytes' },
      { ...one, series: 'napi-macvlan', place: '512 bytes' },
    ]);
    expect(figure).toMatchObject({
      kind: 'lines',
      drawn: 'points',
      x: { labels: ['64 bytes', '512 bytes'] },
      series: [
        { name: 'macvlan', points: [{ x: 0, y: 5, least: 4, greatest: 7, trials: [1, 2] }] },
        { name: 'napi-macvlan', points: [{ x: 1 }] },
      ],
    });
  });

  it('is absent if nothing was measured', () => {
    expect(repeatsFigure('Recovery', 'time', 'ns', [])).toEqual({
      kind: 'absent',
      title: 'Recovery',
      why: ['nothing was measured'],
    });
  });
});
