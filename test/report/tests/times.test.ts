import { describe, expect, it } from 'vitest';
import type { Section, Value } from '../../../src/model/section.js';
import { bytes, nanoseconds as ns, pps } from '../../../src/model/units.js';
import { plainText } from '../../../src/report/terminal/units.js';
import { backToBack } from '../../../src/report/tests/back-to-back.js';
import { reset } from '../../../src/report/tests/reset.js';
import { systemRecovery } from '../../../src/report/tests/system-recovery.js';

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

/** The values of the only row after those of its cell, and the headline. */
const told = ([section]: readonly Section[]): readonly [readonly Value[], string] => {
  const [block] = section?.blocks ?? [];
  const [row = []] = block?.kind === 'table' ? block.rows : [];
  return [row.slice(2), plainText(section?.headline[0]?.text ?? [])];
};

describe('system recovery', () => {
  type Outcome = Parameters<typeof systemRecovery>[1][number]['result']['outcome'];
  const of = (outcome: Outcome) =>
    told(
      systemRecovery(context, [
        { ...cell, result: { overloadLoad: pps(110), reducedLoad: pps(55), outcome } },
      ]),
    );

  it('has its times and how accurate they are', () => {
    const [row, headline] = of({ ...measured, unrecovered: 0, exactTo: ns(2) });
    expect(row).toEqual([110, 55, 30, 10, 60, 3, 2, null]);
    expect(headline).toBe(
      'macvlan, 64 bytes: recovered in 30 ns on average after an overload of 0.11 kpps',
    );
  });

  it('has lower bounds where frames were still lost at the end', () => {
    const [row] = of({ ...measured, unrecovered: 2, exactTo: ns(2) });
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

describe('resets', () => {
  type Result = Parameters<typeof reset>[1][number]['result'];
  const of = (result: Omit<Result, 'kind' | 'load'>) =>
    told(reset(context, [{ ...cell, result: { kind: 'interface', load: pps(100), ...result } }]));

  it('have their times, by time stamps too where the sink takes them', () => {
    const byTimeStamps = { ...measured, average: ns(31) };
    const [row, headline] = of({ outcome: { ...measured, unfinished: 0, byTimeStamps } });
    expect(row).toEqual(['software: interface', 100, 30, 10, 60, 3, 31, null]);
    expect(headline).toBe('macvlan, 64 bytes: interface reset 30 ns on average without forwarding');
  });

  it('have lower bounds where nothing came again', () => {
    const [row] = of({ outcome: { ...measured, unfinished: 3 } });
    const bounds = [30, 10, 60].map((atLeast) => ({ atLeast }));
    expect(row.slice(2)).toEqual([...bounds, 3, 'still down at trial end in 3 of 3']);
  });

  it('that were not made say why', () => {
    const [row] = of({ outcome: skipped });
    expect(row.slice(2)).toEqual([null, null, null, null, 'not applicable: the throughput is 0']);
  });
});

describe('back-to-back frames', () => {
  type Outcome = Parameters<typeof backToBack>[1][number]['result']['outcome'];
  const of = (outcome: Outcome) =>
    told(backToBack(context, [{ ...cell, result: { step: 16, outcome } }]));
  const bursts = {
    state: 'measured',
    lengths: [16, 32],
    longestBurst: 32,
    unbounded: 0,
    average: 24,
    minimum: 16,
    maximum: 32,
    standardDeviation: 8,
    impliedBufferTime: ns(240),
    correctedBufferTime: ns(120),
  } as const;

  it('have lengths in frames and the buffer they imply', () => {
    const [row, headline] = of({ ...bursts, lengths: [...bursts.lengths] });
    expect(row).toEqual([24, 16, 32, 8, 240, 120, null]);
    expect(headline).toBe('macvlan, 64 bytes: longest burst without loss 24 frames on average');
  });

  it('have lower bounds where the longest burst lost nothing, and no deviation', () => {
    const [row] = of({ ...bursts, lengths: [...bursts.lengths], unbounded: 1 });
    const [average, maximum, implied, corrected] = [24, 32, 240, 120].map((atLeast) => ({
      atLeast,
    }));
    expect(row.slice(0, -1)).toEqual([average, 16, maximum, null, implied, corrected]);
    expect(row.at(-1)).toBe('no loss in the longest burst tried in 1 of 2: lower bound only');
  });

  it('that were not measurable say why', () => {
    const [row] = of({ state: 'undecided', burst: 64, causes: [...causes] });
    expect(row.at(-1)).toBe('burst of 64 frames not measurable: sink-dropped');
  });
});
