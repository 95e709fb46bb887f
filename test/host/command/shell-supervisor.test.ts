import { describe, expect, it } from 'vitest';
import { refusedByTimeout, shellSupervised } from '../../../src/host/command/shell-supervisor.js';
import { nanoseconds, seconds } from '../../../src/model/units.js';

/** As tools of various machines print it. */
const REFUSALS = [
  "timeout: unrecognized option '--verbose'\nBusyBox v1.35.0 (Debian 1:1.35.0-4+b1) multi-call binary.\n",
  'timeout: Unknown option \'verbose\' (see "timeout --help")\n',
  "error: unexpected argument '--verbose' found\n",
  'sh: 4: exec: timeout: not found\n',
  'sh: exec: line 4: timeout: not found\n',
  'sh: line 4: exec: timeout: not found\n',
];

describe('refusedByTimeout', () => {
  const ended = (exitCode: number, stdout: string, stderr: string): boolean =>
    refusedByTimeout({ state: 'exited', exitCode, stdout, stderr });

  it.each(REFUSALS)('sees that nothing has run: %j', (stderr) => {
    expect(ended(1, '', stderr)).toBe(true);
    expect(ended(0, '', stderr)).toBe(false);
    expect(ended(1, 'output', stderr)).toBe(false);
  });

  it.each([
    '',
    "timeout: sending signal TERM to command 'sleep'\n",
    "timeout: failed to run command 'ethtool': No such file or directory\n",
    "timeout: unrecognized option '--foreground'\n",
    'sh: 1: ethtool: not found\n',
  ])('does not take a command that ran for one that did not: %j', (stderr) => {
    expect(ended(127, '', stderr)).toBe(false);
  });
});

describe('shellSupervised', () => {
  it('passes the limit in whole seconds, and never 0', () => {
    expect(shellSupervised(['true'], seconds(1.5))[5]).toBe('2');
    expect(shellSupervised(['true'], nanoseconds(0))[5]).toBe('1');
  });
});
