import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { atMoment } from '../../../../src/linux/pktgen/moment.js';
import { nanoseconds, seconds } from '../../../../src/model/units.js';

const devices = [{ interface: 'eth1', delay: nanoseconds(1_818_182) }];

describe('atMoment', () => {
  it('says so where there is no such device', () => {
    const [shell, flag, program = '', ...rest] = atMoment(seconds(2), devices);
    const elsewhere = program.replace(/^\ncd .*$/m, 'cd /');
    expect(elsewhere).not.toBe(program);
    expect(() => execFileSync(shell, [flag ?? '', elsewhere, ...rest], { stdio: 'pipe' })).toThrow(
      'pktgen has no device eth1',
    );
  });
});
