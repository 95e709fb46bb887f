import { describe, expect, it } from 'vitest';
import { captionOf } from '../../src/report/caption.js';

const caption = (
  ...points: readonly (readonly [trials: number, least: number, greatest: number])[]
) =>
  captionOf({
    series: [
      {
        name: 'macvlan',
        points: points.map(([trials, least, greatest], x) => {
          return {
            x,
            y: least,
            least,
            greatest,
            trials: Array.from({ length: trials }, (_, at) => at),
          };
        }),
      },
    ],
  });

describe('the caption of a figure', () => {
  it('says on how many trials its points rest, and what their spread is', () => {
    expect(caption([3, 1, 2], [3, 5, 5])).toBe(
      'n: 3 trials per point; the spread is from the least to the greatest of them',
    );
    expect(caption([1, 1, 1], [4, 5, 6])).toMatch(/^n: 1 to 4 trials per point; the spread/);
    expect(caption([1, 1, 1])).toBe('n: 1 trial per point, so no spread');
    expect(caption([2, 1, 1])).toBe('n: 2 trials per point');
  });

  it('counts searches if each is one measurement of several trials', () => {
    const point = { x: 0, y: 1, least: 1, greatest: 1, trials: [7] };
    const of = (searches: number) =>
      captionOf({ series: [{ name: 'macvlan', points: [{ ...point, searches }] }] });
    expect(of(1)).toBe('n: 1 search per point, so no spread');
    expect(of(20)).toBe('n: 20 searches per point');
  });

  it('is missing for points that rest on no known trial', () => {
    expect(caption([0, 1, 1])).toBeUndefined();
    expect(caption()).toBeUndefined();
  });
});
