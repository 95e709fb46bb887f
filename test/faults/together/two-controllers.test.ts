import { describe, expect, it } from 'vitest';
import type { Ended } from './beside.js';
import { oneWorks } from './two-controllers.js';

const RUN = '20260131T101500Z-faults';
const worked: Ended = {
  exitCode: 0,
  said: ['undoing every change'],
  kept: { state: 'complete', folder: `/results/${RUN}`, problems: [] },
};
const refusedBy = (run: string, exitCode = 4): Ended => ({
  exitCode,
  said: [`vrbench: locking dut: it is locked by root@lab (process 7): run ${run}`],
  kept: { problems: [] },
});
const kindsOf = (one: Ended, other: Ended): readonly string[] =>
  oneWorks(one, other).map(({ what }) => what.split(':')[0] ?? '');

describe('of two controllers', () => {
  it('one works and the other names its run, whichever is first', () => {
    expect(kindsOf(worked, refusedBy(RUN))).toEqual([]);
    expect(kindsOf(refusedBy(RUN), worked)).toEqual([]);
  });

  it('both or none is wrong', () => {
    expect(kindsOf(worked, worked)).toEqual(['2 of 2 runs worked']);
    expect(kindsOf(refusedBy(RUN), refusedBy(RUN))).toEqual(['0 of 2 runs worked']);
  });

  it('a refusal that does not name the run, or is another failure, is wrong', () => {
    expect(kindsOf(worked, refusedBy('another'))).toEqual([
      `the refused one does not name run ${RUN}`,
    ]);
    expect(kindsOf(worked, refusedBy(RUN, 1))).toEqual(['the refused one exits 1']);
  });
});
