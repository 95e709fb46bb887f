import { describe, expect, it } from 'vitest';
import { distributionOf, DISTRIBUTIONS } from '../../../src/linux/distribution/index.js';
import { MACHINES, platformAt } from './machines.js';

const titleOf = (machine: string): string | undefined => {
  const { os, release } = platformAt(machine);
  return distributionOf(os, release)?.title;
};

describe('distributionOf', () => {
  it.each([
    ['debian-12', 'Debian'],
    ['debian-13', 'Debian'],
    ['ubuntu-22.04', 'Ubuntu'],
    ['ubuntu-24.04', 'Ubuntu'],
    ['raspberry-pi-os-12', 'Raspberry Pi OS'],
    ['raspbian-12', 'Raspberry Pi OS'],
    ['rhel-9', 'Red Hat Enterprise Linux'],
    ['almalinux-9', 'Red Hat Enterprise Linux'],
    ['rocky-10', 'Red Hat Enterprise Linux'],
    ['fedora-40', 'Fedora'],
    ['amazon-linux-2023', 'Amazon Linux'],
    ['opensuse-leap-15.6', 'SUSE'],
    ['opensuse-tumbleweed', 'SUSE'],
    ['sles-15.6', 'SUSE'],
    ['arch', 'Arch Linux'],
    ['alpine-3.20', 'Alpine Linux'],
  ])('knows %s', (machine, title) => {
    expect(titleOf(machine)).toBe(title);
  });

  it('recognizes every captured machine, and each distribution has one', () => {
    expect(new Set(MACHINES.map(titleOf))).toEqual(
      new Set(DISTRIBUTIONS.map(({ title }) => title)),
    );
  });

  it('uses the nearest one that an unknown one derives from', () => {
    const os = (id: string, ...like: string[]) => distributionOf({ id, like }, '6.8.0-45-generic');
    expect(os('linuxmint', 'ubuntu', 'debian')?.title).toBe('Ubuntu');
    expect(os('nobara', 'rhel', 'centos', 'fedora')?.title).toBe('Red Hat Enterprise Linux');
    expect(os('manjaro', 'arch')?.title).toBe('Arch Linux');
    expect(os('plan9')).toBeUndefined();
    expect(os('constructor', '__proto__')).toBeUndefined();
  });
});
