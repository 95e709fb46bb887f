import { describe, expect, it } from 'vitest';
import { bytes, nanoseconds as ns, pps } from '../../../../src/model/units.js';
import { resetSections } from '../../../../src/rfc2544/tests/reset/sections.js';
import { told } from '../told.js';

const context = { trialOf: () => undefined };
const cell = { dataPlane: 'macvlan', frameSize: bytes(64) } as const;
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

describe('resets', () => {
  type Result = Parameters<typeof resetSections>[1][number]['result'];
  const of = (result: Pick<Result, 'outcome'>) =>
    told(
      resetSections(context, [
        { ...cell, result: { test: 'reset', kind: 'interface', load: pps(100), ...result } },
      ]),
    );

  it('have their times, by time stamps too if the sink takes them', () => {
    const byTimeStamps = { ...measured, average: ns(31) };
    const [row, headline] = of({ outcome: { ...measured, lowerBoundOnly: 0, byTimeStamps } });
    expect(row).toEqual(['software: interface', 100, 30, 10, 60, 3, 31, null]);
    expect(headline).toBe('macvlan, 64 bytes: interface reset 30 ns on average without forwarding');
  });

  it('have lower bounds if nothing got through again', () => {
    const [row] = of({ outcome: { ...measured, lowerBoundOnly: 3 } });
    const bounds = [30, 10, 60].map((atLeast) => ({ atLeast }));
    expect(row.slice(2)).toEqual([...bounds, 3, 'still down at trial end in 3 of 3']);
  });

  it("say if the generator's link was down, and how accurate their times are then", () => {
    const result = { ...measured, lowerBoundOnly: 0, interrupted: 2, accuracy: ns(7) };
    const [row] = of({ outcome: result });
    expect(row.slice(2)).toEqual([30, 10, 60, 3, 7, "generator's link down in 2 of 3"]);
    const [section] = resetSections(context, [
      { ...cell, result: { test: 'reset', kind: 'power', load: pps(100), outcome: result } },
    ]);
    expect(JSON.stringify(section?.remarks)).toContain("by the sink's timestamps");
  });

  it('that did not run say why', () => {
    const [row] = of({ outcome: skipped });
    expect(row.slice(2)).toEqual([null, null, null, null, 'not applicable: the throughput is 0']);
  });
});
