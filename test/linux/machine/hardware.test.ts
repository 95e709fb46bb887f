import { describe, expect, it } from 'vitest';
import { parseCpuinfo } from '../../../src/linux/machine/hardware.js';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { fixture } from '../fixture.js';

describe('parseCpuinfo', () => {
  it('reads an emulated CPU', () => {
    expect(parseCpuinfo(fixture('cpuinfo-emulated.txt'))).toEqual({
      model: 'QEMU TCG CPU version 2.5+',
      cpus: 1,
      mhz: 2245.774,
      hypervisor: true,
    });
  });

  it('counts CPUs', () => {
    expect(parseCpuinfo(fixture('cpuinfo-two-cpus.txt'))).toMatchObject({
      model: 'AMD EPYC',
      cpus: 2,
    });
  });

  it('refuses text without a processor', () => {
    expect(() => parseCpuinfo('')).toThrow(ParseFailure);
  });
});
