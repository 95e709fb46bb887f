import { describe, expect, it } from 'vitest';
import { bytes, nanoseconds as ns, pps } from '../../../../src/model/units.js';
import { systemRecoverySections } from '../../../../src/rfc2544/tests/system-recovery/sections.js';
import { told } from '../told.js';

const context = { trialOf: () => undefined };
const cell = { dataPlane: 'macvlan', frameSize: bytes(64) } as const;
const causes = [{ code: 'sink-dropped', detail: '3 frames' } as const];
const skipped = { state: 'not-applicable', reason: 'the throughput is 0' } as const;
const times = {
  state: 'measured',
  times: [ns(10), ns(20), ns(60)],
  average: ns(30),
  minimum: ns(10),
  maximum: ns(60),
  trials: [1, 2, 3],
} as const;
const measured = { ...times, times: [...times.times], trials: [...times.trials] };

describe('system recovery', () => {
  type Outcome = Parameters<typeof systemRecoverySections>[1][number]['result']['outcome'];
  const of = (outcome: Outcome) =>
    told(
      systemRecoverySections(context, [
        {
          ...cell,
          result: {
            test: 'system-recovery',
            overloadLoad: pps(110),
            reducedLoad: pps(55),
            outcome,
          },
        },
      ]),
    );

  it('has its times and how accurate they are', () => {
    const [row, headline] = of({ ...measured, lowerBoundOnly: 0, accuracy: ns(2) });
    expect(row).toEqual([110, 55, 30, 10, 60, 3, 2, null]);
    expect(headline).toBe(
      'macvlan, 64 bytes: recovered in 30 ns on average after an overload of 0.11 kpps',
    );
  });

  it('has lower bounds where frames were still lost at the end', () => {
    const [row] = of({ ...measured, lowerBoundOnly: 2, accuracy: ns(2) });
    const remark = 'still losing frames at trial end in 2 of 3';
    expect(row.slice(2)).toEqual([{ atLeast: 30 }, 10, { atLeast: 60 }, 3, 2, remark]);
  });

  it.each<readonly [Outcome, string]>([
    [{ state: 'not-overloaded' }, 'no loss in the overload'],
    [{ state: 'undecided', causes: [...causes] }, 'not measurable: sink-dropped'],
    [skipped, 'not applicable: the throughput is 0'],
  ])('that is %j says so in place of times', (outcome, remark) => {
    const [row, headline] = of(outcome);
    expect(row.slice(2)).toEqual([null, null, null, null, null, remark]);
    expect(headline).toContain(remark);
  });
});
