import { describe, expect, it } from 'vitest';
import { logOfLast } from '../../../src/linux/kernel/log.js';
import { seconds } from '../../../src/model/units.js';

const PRINTED = `120.45 98.20
[    0.000000] Linux version 6.1.0-56-cloud-amd64
[   99.120000] eth1: link down
[  110.500000] BUG: kernel NULL pointer dereference
 a line of the same message
[  119.000001] eth1: link up
`;

describe('the kernel log of the last while', () => {
  it('is what has been logged since, with a second of slack', () => {
    expect(logOfLast(PRINTED, seconds(10))).toBe(
      '[  110.500000] BUG: kernel NULL pointer dereference\n' +
        ' a line of the same message\n' +
        '[  119.000001] eth1: link up\n',
    );
    expect(logOfLast(PRINTED, seconds(9))).toContain('BUG');
    expect(logOfLast(PRINTED, seconds(8))).not.toContain('BUG');
  });

  it('is all of it where the trial began before the machine did, and nothing where nothing was logged', () => {
    expect(logOfLast(PRINTED, seconds(500))).toContain('Linux version');
    expect(logOfLast('120.45 98.20\n[    5.0] early\n', seconds(10))).toBe('');
  });

  it('is the text itself where that has no uptime', () => {
    expect(logOfLast('could not be read: no dmesg\n', seconds(1))).toBe(
      'could not be read: no dmesg\n',
    );
  });
});
