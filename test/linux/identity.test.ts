import { describe, expect, it } from 'vitest';
import { parseCpuinfo } from '../../src/linux/machine/hardware.js';
import { parseDriver, parseFeatures } from '../../src/linux/device/ethtool.js';
import { ParseFailure } from '../../src/linux/text/parse-failure.js';
import { parseUname } from '../../src/linux/kernel/release.js';
import { parseVulnerabilities } from '../../src/linux/machine/vulnerabilities.js';
import { fixture } from './fixture.js';

describe('parseUname', () => {
  it('keeps the version, which has blanks, whole', () => {
    expect(parseUname(fixture('uname.txt'))).toEqual({
      release: '6.1.0-56-cloud-amd64',
      version: '#1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16)',
      architecture: 'x86_64',
    });
  });

  it('refuses another system', () => {
    expect(() => parseUname('FreeBSD 14.0 amd64', 'dut')).toThrow(/uname -srvm on dut/);
  });
});

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

describe('parseVulnerabilities', () => {
  it('reads the mitigations, sorted by name', () => {
    const states = parseVulnerabilities(fixture('vulnerabilities.txt'));
    expect(states.meltdown).toBe('Not affected');
    expect(states.spectre_v2).toMatch(/^Vulnerable; STIBP: disabled/);
    expect(Object.keys(states)).toEqual(Object.keys(states).toSorted());
  });

  it('has none on a kernel that shows none', () => {
    expect(parseVulnerabilities('')).toEqual({});
  });
});

describe('ethtool', () => {
  it('reads the driver; an empty firmware version is none', () => {
    expect(parseDriver(fixture('ethtool-i.txt'))).toEqual({
      name: 'virtio_net',
      version: '1.0.0',
      bus: '0000:00:03.0',
    });
  });

  it('reads features, fixed or not', () => {
    const features = parseFeatures(fixture('ethtool-k.txt'));
    expect(features.get('generic-receive-offload')).toEqual({ on: true, fixed: false });
    expect(features.get('rx-checksumming')).toEqual({ on: true, fixed: true });
    expect(features.get('generic-segmentation-offload')).toEqual({ on: false, fixed: false });
    expect(features.size).toBeGreaterThan(50);
  });

  it('names the machine in an error', () => {
    expect(() => parseDriver('netlink error: No such device', 'dut')).toThrow(/ethtool -i on dut/);
    expect(() => parseFeatures('Features for eth1:\nbroken', 'dut')).toThrow(/"broken"/);
  });
});
