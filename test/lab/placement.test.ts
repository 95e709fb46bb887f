import { describe, expect, it } from 'vitest';
import { allowedCpus, placeCpus, virtualCpu } from '../../src/lab/machine/placement.js';
import { parseCpuList } from '../../src/linux/machine/cpu-list.js';

describe('parseCpuList', () => {
  it('reads the forms the kernel writes', () => {
    expect(parseCpuList('0')).toEqual([0]);
    expect(parseCpuList('0-1\n')).toEqual([0, 1]);
    expect(parseCpuList('0-2,5,8-9')).toEqual([0, 1, 2, 5, 8, 9]);
  });

  it('finds the CPUs of this process', async () => {
    expect((await allowedCpus()).length).toBeGreaterThan(0);
  });
});

describe('placeCpus', () => {
  it('sets one CPU apart for the DUT', () => {
    expect(placeCpus([2, 3, 6, 7], 1)).toEqual({ dut: [7], sink: [2, 3, 6], rest: [2, 3, 6] });
  });

  it('keeps the sink away from the generator where each side has one CPU', () => {
    expect(placeCpus([0, 1], 1)).toEqual({ dut: [1], sink: [1], rest: [0] });
  });

  it('sets one apart for each of its virtual CPUs, but leaves one for the rest', () => {
    expect(placeCpus([0, 1, 2, 3], 2)).toMatchObject({ dut: [2, 3], rest: [0, 1] });
    expect(placeCpus([0, 1, 2, 3], 8)).toMatchObject({ dut: [1, 2, 3], rest: [0] });
  });

  it('leaves a single CPU alone', () => {
    expect(placeCpus([0], 1)).toBeUndefined();
  });
});

describe('virtualCpu', () => {
  it('tells virtual CPUs from the other threads of QEMU 7.2', () => {
    const names = ['qemu-system-x86', 'call_rcu', 'CPU 0/TCG', 'CPU 1/KVM', 'worker'];
    expect(names.map(virtualCpu)).toEqual([undefined, undefined, 0, 1, undefined]);
  });
});
