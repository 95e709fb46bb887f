import { describe, expect, it } from 'vitest';
import { changed, problemsOf, TESTBED } from '../examples.js';

const problems = (from: string, to: string): Promise<readonly string[]> =>
  problemsOf(changed(TESTBED, from, to));

describe('clocks', () => {
  const stated = (clocks: string) => problems('linkSpeed: 1 Gb/s', `clocks: ${clocks}`);

  it('are compared, or are within what PTP keeps them', async () => {
    expect(await stated('{ type: auto }')).toEqual([]);
    expect(await stated('{ type: ptp, bound: 1 us }')).toEqual([]);
  });

  it('are within something', async () => {
    expect(await stated('{ type: ptp }')).toEqual([expect.stringContaining('clocks.bound: ')]);
    expect(await stated('{ type: ptp, bound: 1 }')).toEqual([
      expect.stringContaining('a duration with its unit'),
    ]);
    expect(await stated('{ type: ntp }')).toEqual([expect.stringContaining('clocks.type')]);
  });
});
