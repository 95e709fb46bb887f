import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineRate, MINIMUM_FRAME } from '../../../src/model/frame.js';
import { pps, type Pps } from '../../../src/model/units.js';
import { loadGrid } from '../../../src/rfc2544/search/load-grid.js';
import { exactPacing } from '../../../src/rfc2544/trials/pacing.js';
import { pacingOfStreams } from '../pacing.js';

/** Up to the line rate of a link with 64-byte frames. */
const upTo = (bitsPerSecond: number) => ({
  minimumLoad: pps(1_000),
  maximumLoad: lineRate(MINIMUM_FRAME, bitsPerSecond),
  resolution: 0.0025,
});

/** Neighbours, the lower first. */
const pairsOf = (grid: readonly Pps[]) =>
  grid.flatMap((upper, index): (readonly [Pps, Pps])[] => {
    const lower = grid[index - 1];
    return lower === undefined ? [] : [[lower, upper]];
  });

describe('the loads of a search', () => {
  it('are both ends and whole frames between, neighbours within the resolution', () => {
    const load = fc.integer({ min: 1, max: 2_000_000 });
    const resolution = fc.double({ min: 0.001, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(load, load, resolution, (one, other, asked) => {
        const [minimumLoad, maximumLoad] = [pps(Math.min(one, other)), pps(Math.max(one, other))];
        const grid = loadGrid({ minimumLoad, maximumLoad, resolution: asked });
        expect([grid[0], grid.at(-1)]).toEqual([minimumLoad, maximumLoad]);
        const wrong = pairsOf(grid).filter(
          ([lower, upper]) =>
            !Number.isInteger(lower) ||
            lower >= upper ||
            upper - lower > Math.max(1, upper * asked) + 1e-6,
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('are as many as before if every load can be offered', () => {
    const range = upTo(1e10);
    expect(loadGrid(range, exactPacing)).toEqual(loadGrid(range));
  });

  it.each([1, 2, 4])('are each different traffic with %i streams at 10 Gb/s', (streams) => {
    const pacing = pacingOfStreams(streams);
    const grid = loadGrid(upTo(1e10), pacing);
    expect(new Set(grid.map(pacing)).size).toBe(grid.length);
    // Between the ends, loads are called what is offered.
    const named = grid.slice(1, -1).map((load) => Math.abs(pacing(load) - load));
    expect(Math.max(...named)).toBeLessThan(1);
  });

  it('are within the resolution unless no traffic lies between', () => {
    const pacing = pacingOfStreams(1);
    const grid = loadGrid(upTo(1e10), pacing);
    const interval = (load: Pps) => Math.round(1e9 / pacing(load));
    const wide = pairsOf(grid).filter(
      ([lower, upper]) => interval(lower) > interval(upper) + 1 && 1 - lower / upper > 0.0025,
    );
    expect(wide).toEqual([]);
  });

  it('keep what a link of 1 Gb/s allows', () => {
    const grid = loadGrid(upTo(1e9), pacingOfStreams(1));
    const widths = pairsOf(grid).map(([lower, upper]) => 1 - lower / upper);
    expect(Math.max(...widths)).toBeLessThanOrEqual(0.0025);
  });
});
