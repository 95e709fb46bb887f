import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PtpReading } from '../../../src/model/latency.js';
import { nanoseconds } from '../../../src/model/units.js';
import { mostApart, ptpProblem } from '../../../src/traffic/latency/ptp-state.js';

const synchronized = (reading: PtpReading) => ({ state: 'synchronized', reading }) as const;
const phc = (offset: number, delay = 500) => ({ offset, delay: nanoseconds(delay) });
const READING: PtpReading = { offset: -200, pathDelay: nanoseconds(3_000) };

describe('mostApart', () => {
  it('is the offset plus its possible error, of the worst reading', () => {
    expect(mostApart([READING])).toBe(3_200);
    expect(mostApart([{ ...READING, generator: phc(-50), sink: phc(70) }])).toBe(3_200 + 550 + 570);
    expect(mostApart([READING, { ...READING, offset: 900 }])).toBe(3_900);
  });

  it('encloses the true offset, whatever the path delay in either direction', () => {
    const way = fc.nat(500_000).map((half) => 2 * half);
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), way, way, (truth, to, from) => {
        // IEEE 1588 section 11.3, of one exchange.
        const [there, back] = [to + truth, from - truth];
        const pathDelay = (there + back) / 2;
        const reading = { offset: there - pathDelay, pathDelay: nanoseconds(pathDelay) };
        expect(mostApart([reading])).toBeGreaterThanOrEqual(Math.abs(truth));
      }),
    );
  });
});

describe('ptpProblem', () => {
  const bound = nanoseconds(200);

  it('is none within the bound', () => {
    expect(ptpProblem(synchronized(READING), bound)).toBeUndefined();
  });

  it('names the programs whose offset exceeds it', () => {
    const reading = { ...READING, offset: 5_000, generator: phc(-9_000), sink: phc(7) };
    expect(ptpProblem(synchronized(reading), bound)).toBe(
      "ptp4l reported an offset of 5.0 us, the generator's phc2sys reported an offset of -9.0 us; the testbed's bound is 0.2 us",
    );
  });

  it('is why there is nothing to judge', () => {
    const reason = "the sink's ptp4l did not answer";
    expect(ptpProblem({ state: 'unsynchronized', reason }, bound)).toBe(reason);
  });
});
