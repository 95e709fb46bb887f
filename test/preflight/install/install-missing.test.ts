import { describe, expect, it } from 'vitest';
import type { CheckFinding } from '../../../src/preflight/finding.js';
import { installMissing } from '../../../src/preflight/install/install-missing.js';
import { scriptedHost } from '../../provision/kernel-module/scripted-host.js';

const missing = (...install: readonly [string, ...string[]]): CheckFinding => ({
  severity: 'stops',
  found: 'missing',
  why: 'it is needed',
  install,
});
const FOUND = [
  missing('apt-get', 'install', '--yes', 'iproute2'),
  missing('apt-get', 'install', '--yes', 'iproute2'),
  missing('apt-get', 'install', '--yes', 'linux-headers-6.1'),
  { severity: 'notes', found: 'something else', why: 'worth knowing' } as const,
];

describe('installing what is missing', () => {
  it('announces and runs each command once, and continues after one that fails', async () => {
    const said: string[] = [];
    const host = scriptedHost([
      [/headers/, { exitCode: 100, stderr: 'E: Unable to locate package linux-headers-6.1\n' }],
      [/iproute2/, {}],
    ]);
    const done = await installMissing(host, FOUND, { announce: (text) => said.push(text) });
    expect(done).toEqual([
      { command: ['apt-get', 'install', '--yes', 'iproute2'], state: 'installed' },
      {
        command: ['apt-get', 'install', '--yes', 'linux-headers-6.1'],
        state: 'failed',
        said: 'E: Unable to locate package linux-headers-6.1',
      },
    ]);
    expect(said).toHaveLength(2);
    expect(said[0]).toContain('apt-get install --yes iproute2');
  });

  it('updates the package lists first, and continues with the old ones if that fails', async () => {
    const command = ['apt-get', 'update'];
    for (const [answer, failed] of [
      [{}, []],
      [
        { exitCode: 100, stderr: 'E: no route to host\n' },
        [{ command, state: 'failed', said: 'E: no route to host' }],
      ],
    ] as const) {
      const host = scriptedHost([
        [/os-release/, { stdout: 'ID=debian\n' }],
        [/update/, answer],
      ]);
      const done = await installMissing(host, FOUND, { announce: () => undefined });
      expect(host.lines.filter((line) => line.startsWith('apt-get'))).toEqual([
        'apt-get update',
        'apt-get install --yes iproute2',
        'apt-get install --yes linux-headers-6.1',
      ]);
      expect(done.filter(({ state }) => state === 'failed')).toEqual(failed);
      expect(done.filter(({ state }) => state === 'installed')).toHaveLength(2);
    }
  });

  it('does nothing if nothing is missing', async () => {
    const announce = () => {
      throw new Error('nothing is installed');
    };
    expect(await installMissing(scriptedHost([]), [], { announce })).toEqual([]);
  });
});
