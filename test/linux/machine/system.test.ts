import { describe, expect, it } from 'vitest';
import { SYSTEM } from '../../../src/linux/machine/system.js';
import type { CommandOutcome } from '../../../src/linux/text/attempts.js';
import { fixture } from '../fixture.js';

const printed = (stdout: string): CommandOutcome => ({ exitCode: 0, stdout, stderr: '' });
const failed: CommandOutcome = { exitCode: 1, stdout: '', stderr: '' };

describe('SYSTEM', () => {
  it('reads a virtual machine', () => {
    const found = SYSTEM.read([
      printed(fixture('settings/system-files.txt')),
      printed('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n'.repeat(2)),
      printed('microcode\t: 0x1000065\n'),
    ]);
    expect(found).toMatchObject({
      distribution: { value: 'Debian GNU/Linux 12 (bookworm)' },
      microcode: { value: '0x1000065' },
      bios: {
        value: { vendor: 'SeaBIOS', version: '1.16.2-debian-1.16.2-1', date: '04/01/2014' },
      },
      product: { value: { vendor: 'QEMU', name: 'Standard PC (Q35 + ICH9, 2009)' } },
      idle: { value: { driver: 'none', governor: 'menu', states: [] } },
      smt: { value: 'notsupported' },
      clockSource: { value: 'tsc' },
      frequency: { unread: 'no /sys/devices/system/cpu/cpu0/cpufreq: nothing scales it here' },
    });
    expect(found.commandLine).toHaveProperty('value', expect.stringContaining('mitigations=off'));
  });

  it('has a reason for everything that could not be read', () => {
    const found = SYSTEM.read([printed(''), failed, failed]);
    expect(Object.values(found).filter((each) => 'value' in each)).toEqual([]);
    expect(found.bios).toEqual({ unread: 'no /sys/class/dmi/id: the machine has no DMI' });
    expect(found.commandLine).toEqual({ unread: '/proc/cmdline cannot be read' });
    expect(found.microcode).toEqual({
      unread: 'grep --max-count=1 ^microcode /proc/cpuinfo: grep exited with 1',
    });
  });

  it('treats a missing list of tickless CPUs as empty', () => {
    const files = '/sys/devices/system/cpu/nohz_full\t  (null)\n';
    expect(SYSTEM.read([printed(files), failed, failed]).ticklessCpus).toEqual({ value: '' });
  });
});
