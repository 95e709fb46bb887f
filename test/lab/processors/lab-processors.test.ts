import { describe, expect, it } from 'vitest';
import { labProcessorsOf, usedByOthers } from '../../../src/lab/processors/lab-processors.js';
import type { ProcessorSample } from '../../../src/lab/processors/sample.js';
import { parseCpuTimes, parseProcessTime } from '../../../src/linux/proc/cpu-times.js';
import { parseSchedstat } from '../../../src/linux/proc/schedstat.js';
import { seconds } from '../../../src/model/units.js';
import { samplesOf } from './samples.js';

/** A lab of one machine on a computer with two processors, from texts of the kernel. */
const captured = (
  at: number,
  [stat, process, cpu0, cpu1]: readonly [string, string, string, string],
): ProcessorSample => ({
  at: seconds(at),
  cpus: parseCpuTimes(stat),
  lab: parseProcessTime(process),
  threads: [
    { machine: 'guest', thread: 'CPU 0', ...parseSchedstat(cpu0) },
    { machine: 'guest', thread: 'CPU 1', ...parseSchedstat(cpu1) },
  ],
});

describe('what a lab had of its computer', () => {
  it('is little beside many other programs, as captured', () => {
    const process = (ticks: number) =>
      `24067 (qemu-system-x86) S 11283 24067 24067 0 -1 138412416 25884 0 0 0 ${ticks} 209 0 0`;
    const before = captured(0, [
      'cpu0 784655 98608 143424 331860 4343 0 633 1296 0 0\ncpu1 781998 114491 133691 327156 5659 0 3914 1365 0 0',
      process(3800),
      '19218757217 95622902114 31564',
      '18909481639 96577154237 30875',
    ]);
    const after = captured(2, [
      'cpu0 784755 98608 143524 331860 4343 0 633 1296 0 0\ncpu1 782098 114491 133791 327156 5659 0 3914 1365 0 0',
      process(3810),
      '19273997670 95783127515 31712',
      '18942206478 96660245469 30983',
    ]);
    const found = labProcessorsOf([before, after]);
    expect(found?.threads).toEqual([
      { machine: 'guest', thread: 'CPU 0', ran: 55_240_453, waited: 160_225_401 },
      { machine: 'guest', thread: 'CPU 1', ran: 32_724_839, waited: 83_091_232 },
    ]);
    expect(found?.starved).toBeCloseTo(0.0801, 4);
    expect(found?.others).toBe(3_880_000_000);
  });

  it('is all that it wants alone', () => {
    const alone = { ran: 0.97, waited: 0.03, lab: 1.9, others: 0.05 };
    const found = labProcessorsOf(samplesOf([alone, alone]));
    expect(found).toMatchObject({ duration: 2e9, steal: 0 });
    expect(found?.starved).toBeCloseTo(0.03, 6);
  });

  it('is half of it beside one busy program for each processor', () => {
    const beside = { ran: 0.49, waited: 0.51, lab: 1, others: 1 };
    expect(labProcessorsOf(samplesOf([beside]))?.starved).toBeCloseTo(0.51, 6);
  });

  it('is not taken by others where its own threads wait for each other', () => {
    const crowded = { ran: 0.5, waited: 0.5, lab: 2, others: 0 };
    expect(labProcessorsOf(samplesOf([crowded]))).toMatchObject({ starved: 0, others: 0 });
  });

  it('shows work that comes and goes in its worst second', () => {
    const [quiet, disturbed] = [
      { ran: 1, waited: 0, lab: 1.9, others: 0 },
      { ran: 0.4, waited: 0.6, lab: 1, others: 1 },
    ];
    const course = Array.from({ length: 60 }, (_, second) => (second === 30 ? disturbed : quiet));
    const found = labProcessorsOf(samplesOf(course));
    expect(found?.starved).toBeCloseTo(0.01, 6);
    expect(found?.worstSecond).toBeCloseTo(0.6, 6);
  });

  it('is less where this computer is a virtual machine that is starved itself', () => {
    expect(labProcessorsOf(samplesOf([{ ran: 1, lab: 1, steal: 0.31 }]))?.steal).toBeCloseTo(
      0.3,
      6,
    );
  });

  it('is not known of one sample', () => {
    expect(labProcessorsOf([])).toBeUndefined();
    expect(labProcessorsOf(samplesOf([]))).toBeUndefined();
  });
});

describe('usedByOthers', () => {
  it('is what the processors did and the lab did not, but for ticks that are rounded', () => {
    const [before = expect.fail(), after = expect.fail()] = samplesOf([{ lab: 1.2, others: 0.5 }]);
    expect(usedByOthers(before, after)).toBe(480_000_000);
    expect(usedByOthers(before, before)).toBe(0);
  });
});
