import { describe, expect, it } from 'vitest';
import { placeCpus, virtualCpu } from '../../../src/lab/machine/placement.js';

describe('placeCpus', () => {
  it('reserves one CPU for the DUT', () => {
    expect(placeCpus([2, 3, 6, 7], 1)).toEqual({ dut: [7], sink: [2, 3, 6], rest: [2, 3, 6] });
  });

  it('keeps the sink away from the generator if each side has one CPU', () => {
    expect(placeCpus([0, 1], 1)).toEqual({ dut: [1], sink: [1], rest: [0] });
  });

  it('reserves one for each of its virtual CPUs, but leaves one for the rest', () => {
    expect(placeCpus([0, 1, 2, 3], 2)).toMatchObject({ dut: [2, 3], rest: [0, 1] });
    expect(placeCpus([0, 1, 2, 3], 8)).toMatchObject({ dut: [1, 2, 3], rest: [0] });
  });

  it('places nothing on a single CPU', () => {
    expect(placeCpus([0], 1)).toBeUndefined();
  });
});

describe('virtualCpu', () => {
  it('recognizes virtual CPUs among the threads of QEMU 7.2', () => {
    const names = ['qemu-system-x86', 'call_rcu', 'CPU 0/TCG', 'CPU 1/KVM', 'worker'];
    expect(names.map(virtualCpu)).toEqual([undefined, undefined, 0, 1, undefined]);
  });
});
