import { describe, expect, it } from 'vitest';
import { labProcessorsOf, usedByOthers } from '../../../src/lab/processors/lab-processors.js';
import type { ProcessorSample } from '../../../src/lab/processors/sample.js';
import { parseCpuTimes, parseProcessTime } from '../../../src/linux/proc/cpu-times.js';
import { parseSchedstat } from '../../../src/linux/proc/schedstat.js';
import { seconds } from '../../../src/model/units.js';
import { samplesOf } from './samples.js';

/** What the kernel printed of a lab of one machine, on a computer with two processors and much else to do. */
const CAPTURED = [
  {
    stat: 'cpu0 1053191 98687 188486 331866 4350 0 688 1663 0 0\ncpu1 1082596 119752 140809 327197 5661 0 4531 1824 0 0\n',
    process: '5972 (qemu-system-x86) R 5938 5972 5972 0 -1 138412416 28713 0 1 0 17017 514\n',
    mainLoop: '6006294218 67073706972 141928\n',
    cpu0: '85268548204 248323071900 55550\n',
    cpu1: '84086259791 245130390736 55740\n',
  },
  {
    stat: 'cpu0 1053408 98687 188522 331866 4350 0 688 1663 0 0\ncpu1 1082845 119752 140813 327197 5661 0 4531 1824 0 0\n',
    process: '5972 (qemu-system-x86) S 5938 5972 5972 0 -1 138412416 28714 0 1 0 17135 516\n',
    mainLoop: '6041936259 67399683406 142907\n',
    cpu0: '85829444777 249993066723 55771\n',
    cpu1: '84629326068 246751384768 55949\n',
  },
];

const sampleOf = (at: number, texts: (typeof CAPTURED)[number]): ProcessorSample => ({
  at: seconds(at),
  cpus: parseCpuTimes(texts.stat),
  lab: parseProcessTime(texts.process),
  stopped: [],
  threads: [
    { machine: 'all', thread: 'main loop', ...parseSchedstat(texts.mainLoop) },
    { machine: 'all', thread: 'CPU 0', ...parseSchedstat(texts.cpu0) },
    { machine: 'all', thread: 'CPU 1', ...parseSchedstat(texts.cpu1) },
  ],
});

describe('what a lab had of its computer', () => {
  it('is a quarter of it beside much other work, as captured', () => {
    const found = labProcessorsOf(
      CAPTURED.map((texts, index) => sampleOf(index === 0 ? 0 : 2.53, texts)),
    );
    expect(found?.threads).toEqual([
      { machine: 'all', thread: 'main loop', ran: 35_642_041, waited: 325_976_434 },
      { machine: 'all', thread: 'CPU 0', ran: 560_896_573, waited: 1_669_994_823 },
      { machine: 'all', thread: 'CPU 1', ran: 543_066_277, waited: 1_620_994_032 },
    ]);
    expect(found?.others).toBe(3_840_000_000);
    expect(found?.starved).toBeCloseTo(0.66, 3);
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

  it('is not taken by others if its own threads wait for each other', () => {
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

  it('is less if this computer is a virtual machine that is starved itself', () => {
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
