import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, type Instant } from '../../../src/model/instant.js';
import { nanoseconds } from '../../../src/model/units.js';
import { taggedLatency } from '../../../src/traffic/latency/tagged-latency.js';

const DELAY = nanoseconds(1_000_000);
const START = 1_795_530_544_731_743_264n;
const NONE = { first: instant(0n), last: instant(0n), lastGap: null, silence: null };

/** As pktgen's timestamps: truncated to whole microseconds. */
const stamp = (time: bigint): Instant => instant(time - (time % 1_000n));

/** A frame stamped, sent and received, and the next one stamped, on clocks that are apart. */
const scene = (waited: number, took: number, turnaround: number, ahead: bigint) => {
  const sent = START + BigInt(waited);
  return {
    source: '198.18.1.2',
    times: {
      ...NONE,
      tagged: { stamp: stamp(START), arrival: instant(sent + BigInt(took) - ahead) },
      tagSent: stamp(sent + BigInt(turnaround)),
    },
  };
};
const tag = { source: '198.18.1.2', delay: DELAY };
const exact = (ahead: bigint) => ({ atLeast: ahead, atMost: ahead });

const known = (found: ReturnType<typeof taggedLatency>) => {
  if (found.state !== 'known') throw new Error(found.state);
  return found.time;
};

describe('taggedLatency', () => {
  it('encloses the true latency, on clocks known within bounds', () => {
    const nat = fc.nat(2_000_000);
    fc.assert(
      fc.property(
        fc.record({ waited: nat, took: nat, turnaround: nat, below: nat, above: nat }),
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        ({ waited, took, turnaround, below, above }, ahead) => {
          const flow = scene(waited, took, turnaround, ahead);
          const offset = { atLeast: ahead - BigInt(below), atMost: ahead + BigInt(above) };
          const { value, atLeast, atMost } = known(taggedLatency([flow], tag, offset, ahead));
          expect(atLeast).toBeLessThanOrEqual(took);
          expect(atMost).toBeGreaterThanOrEqual(took);
          expect(value).toBeGreaterThanOrEqual(atLeast);
          expect(value).toBeLessThanOrEqual(atMost);
        },
      ),
    );
  });

  it('excludes the wait until the frame is due: no error except the turnaround and the timestamp', () => {
    fc.assert(
      fc.property(fc.nat(5_000_000), fc.nat(50_000), (waited, turnaround) => {
        const flow = scene(waited, 100_000, turnaround, 0n);
        const { value } = known(taggedLatency([flow], tag, exact(0n), 0n));
        expect(value).toBeGreaterThanOrEqual(100_000 - turnaround);
        expect(value).toBeLessThanOrEqual(100_000 + 1_000);
      }),
    );
  });

  it('knows less if the next frame was lost: when it was due, and that nothing arrives earlier', () => {
    const flow = scene(1_000_000, 100_000, 10_000, 0n);
    const alone = { ...flow, times: { ...flow.times, tagSent: null } };
    const { value, atLeast, atMost } = known(taggedLatency([alone], tag, exact(0n), 0n));
    expect(Math.abs(value - 100_000)).toBeLessThanOrEqual(1_000);
    expect([atLeast, atMost]).toEqual([0, 1_100_264]);
  });

  it('combines a flow that was received on two CPUs', () => {
    const flow = scene(1_000_000, 100_000, 10_000, 0n);
    const split = [
      { ...flow, times: { ...flow.times, tagged: null } },
      { ...flow, times: { ...flow.times, tagSent: null } },
    ];
    expect(taggedLatency(split, tag, exact(0n), 0n)).toEqual(
      taggedLatency([flow], tag, exact(0n), 0n),
    );
  });

  it('looks at only one flow, although others have a frame of that number', () => {
    const other = { ...scene(0, 7, 0, 0n), source: '198.18.2.2' };
    expect(taggedLatency([other], tag, exact(0n), 0n)).toEqual({ state: 'lost' });
    const flow = scene(1_000_000, 100_000, 10_000, 0n);
    expect(taggedLatency([other, flow], tag, exact(0n), 0n)).toEqual(
      taggedLatency([flow], tag, exact(0n), 0n),
    );
  });

  it('is a contradiction if a frame arrived before it was sent, or clocks went back', () => {
    const early = scene(0, 100_000, 10_000, 5_000_000n);
    expect(taggedLatency([early], tag, exact(0n), 0n)).toEqual({ state: 'contradiction' });
    const flow = scene(1_000_000, 100_000, 10_000, 0n);
    const back = { ...flow, times: { ...flow.times, tagSent: instant(START - 5_000n) } };
    expect(taggedLatency([back], tag, exact(0n), 0n)).toEqual({ state: 'contradiction' });
  });
});
