import { describe, expect, it } from 'vitest';
import { clocksSchema, ptp4lOf } from '../../../src/config/testbed/clocks.js';
import { changed, problemsOf, TESTBED } from '../examples.js';

const problems = (from: string, to: string): Promise<readonly string[]> =>
  problemsOf(changed(TESTBED, from, to));

describe('clocks', () => {
  const stated = (clocks: string) => problems('linkSpeed: 1 Gb/s', `clocks: ${clocks}`);

  it('are compared, or synchronized by PTP within a bound', async () => {
    expect(await stated('{ type: auto }')).toEqual([]);
    expect(await stated('{ type: ptp, bound: 1 us }')).toEqual([]);
  });

  it("are synchronized by the run's own ptp4l, by default with hardware time stamps", async () => {
    const interfaces = 'generator: eth5, sink: eth6';
    expect(await stated(`{ type: ptp, bound: 1 us, ptp4l: { ${interfaces} } }`)).toEqual([]);
    const { data } = clocksSchema.safeParse({
      type: 'ptp',
      bound: '1 us',
      ptp4l: { generator: 'eth5', sink: 'eth6' },
    });
    expect(data && ptp4lOf(data)).toMatchObject({ stamping: 'hardware', transport: 'ethernet' });
    expect(ptp4lOf({ type: 'auto' })).toBeUndefined();
    expect(await stated('{ type: ptp, bound: 1 us, ptp4l: { generator: eth5 } }')).toEqual([
      expect.stringContaining('clocks.ptp4l.sink'),
    ]);
    expect(
      await stated(`{ type: ptp, bound: 1 us, ptp4l: { ${interfaces}, stamping: both } }`),
    ).toEqual([expect.stringContaining("unknown time stamping 'both'")]);
  });

  it('require a bound', async () => {
    expect(await stated('{ type: ptp }')).toEqual([expect.stringContaining('clocks.bound: ')]);
    expect(await stated('{ type: ptp, bound: 1 }')).toEqual([
      expect.stringContaining('a duration with its unit'),
    ]);
    expect(await stated('{ type: ntp }')).toEqual([expect.stringContaining('clocks.type')]);
  });
});
