import { describe, expect, it } from 'vitest';
import { installationLines } from '../../../src/cli/reports/installations.js';
import type { Examination } from '../../../src/session/backends/machines/doctor/examine-testbed.js';

const EXAMINED = { machine: 'dut', roles: ['dut'], state: 'examined', found: [] } as const;

describe('what was installed', () => {
  it('is listed with what could not be, in the words of the package manager', () => {
    const each: Examination = {
      ...EXAMINED,
      installed: [
        { command: ['apt-get', 'install', 'ethtool'], state: 'installed' },
        { command: ['apt-get', 'install', 'tc'], state: 'failed', said: 'E: no such package' },
      ],
    };
    expect(installationLines(each)).toEqual([
      'dut, installed (not undone by vrbench teardown):',
      '  ✓ apt-get install ethtool',
      '  ✗ apt-get install tc: E: no such package',
    ]);
  });

  it('is reported as nothing if nothing was missing, and omitted if not requested', () => {
    expect(installationLines({ ...EXAMINED, installed: [] })).toEqual(['dut: nothing to install']);
    expect(installationLines(EXAMINED)).toEqual([]);
  });
});
