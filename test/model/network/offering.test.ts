import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beyondGenerator,
  fellBehind,
  isFullRate,
  provenLoad,
  ranAhead,
} from '../../../src/model/network/offering.js';
import { nanoseconds, pps, seconds } from '../../../src/model/units.js';

const offering = (offered: number, effective?: number) => ({
  intendedLoad: pps(1_000),
  effectiveLoad: effective === undefined ? undefined : pps(effective),
  offered,
  duration: seconds(1),
});

describe('an offered load', () => {
  it('may be below the intended one by the tolerance, and no more', () => {
    expect(fellBehind(offering(998), 0.0025)).toBeUndefined();
    expect(fellBehind(offering(997), 0.0025)).toEqual({
      code: 'generator-fell-behind',
      detail:
        'it offered 997 of 1000 frames/s: more than the tolerated 0.25 % below the intended load',
    });
    expect(fellBehind({ ...offering(0), duration: seconds(0) }, 0.0025)).toBeDefined();
  });

  it('is compared with the load the generator was set to, if that is lower', () => {
    expect(fellBehind(offering(990, 990), 0.0025)).toBeUndefined();
    expect(fellBehind(offering(980, 990), 0.0025)?.detail).toContain('980 of 990');
    // A link may carry less than the generator was set to.
    expect(fellBehind(offering(1_000, 1_010), 0.0025)).toBeUndefined();
  });

  it('is not the intended load if frames came faster, as with a few frames on many streams', () => {
    // pktgen on Linux 6.1: 512 streams of one or two frames each.
    const burst = { intendedLoad: pps(3_000), offered: 600, duration: nanoseconds(13_556_000) };
    expect(ranAhead(burst, 0.0025)).toEqual({
      code: 'generator-ran-ahead',
      detail:
        'it sent 600 frames in 13.556 ms, which at 3000 frames/s take 200 ms: lengthen the trial, or send fewer streams',
    });
    expect(ranAhead({ ...burst, duration: seconds(0) }, 0.0025)).toBeDefined();
    expect(ranAhead({ ...burst, offered: 0, duration: seconds(0) }, 0.0025)).toBeUndefined();
    // A stream of 100 frames is sent in the time of 98 of them.
    expect(ranAhead(offering(1_019), 0.0025)).toBeUndefined();
    expect(ranAhead(offering(1_021), 0.0025)).toBeDefined();
    expect(ranAhead(offering(1_021), 0.05)).toBeUndefined();
    // The nearest load that the generator can be set to may be above the intended one.
    expect(ranAhead(offering(1_021, 1_010), 0.0025)).toBeUndefined();
  });

  it('is line rate within the accuracy of clocks', () => {
    expect(isFullRate(pps(1_488_095), pps(1_488_095))).toBe(true);
    expect(isFullRate(pps(1_487_900), pps(1_488_095))).toBe(true);
    expect(isFullRate(pps(1_487_000), pps(1_488_095))).toBe(false);
    expect(isFullRate(pps(1_420_000), pps(1_488_095))).toBe(false);
  });

  it('is reliable for later trials, and never more than was requested or offered', () => {
    expect(provenLoad(pps(1_000), pps(1_000.04))).toBe(1_000);
    expect(provenLoad(pps(1_353_000), pps(1_298_970.7))).toBe(1_298_970);
    expect(provenLoad(pps(0.5), pps(0.4))).toBe(0.4);
    const rate = fc.double({ min: 0, max: 1e8, noNaN: true }).map(pps);
    fc.assert(
      fc.property(rate, rate, (load, offered) => {
        const proven = provenLoad(load, offered);
        expect(proven <= load && proven <= offered).toBe(true);
        expect(proven).toBeGreaterThan(Math.min(load, offered) - 1);
      }),
    );
  });

  it('is beyond the generator for some reasons only', () => {
    expect(beyondGenerator([{ code: 'sink-dropped' }, { code: 'generator-fell-behind' }])).toBe(
      true,
    );
    expect(beyondGenerator([{ code: 'frames-not-offered' }])).toBe(true);
    expect(beyondGenerator([{ code: 'sink-dropped' }])).toBe(false);
  });
});
