import { describe, expect, it } from 'vitest';
import { printedInPlace, remedyFor } from '../../../src/host/command/login.js';

describe('remedyFor', () => {
  const sudo = { user: 'bench', sudo: true };

  // As sudo 1.9.13, 1.8.6 and sudo-rs 0.2 print it.
  it.each([
    ['sudo: a password is required', /bench ALL=\(root\) NOPASSWD: \/bin\/sh$/],
    [
      'sudo: a terminal is required to read the password',
      /bench ALL=\(root\) NOPASSWD: \/bin\/sh$/,
    ],
    ['bench is not in the sudoers file.', /bench ALL=\(root\) NOPASSWD: \/bin\/sh$/],
    ['sudo: interactive authentication is required', /bench ALL=\(root\) NOPASSWD: \/bin\/sh$/],
    [
      "Sorry, user bench is not allowed to execute '/usr/bin/sh -c id -u' as root on dut.",
      /bench ALL=\(root\) NOPASSWD: \/bin\/sh$/,
    ],
    ['sudo: sorry, you must have a tty to run sudo', /Defaults:bench !requiretty$/],
    ['sh: 1: exec: sudo: not found', /install the package sudo there, or log in as root/],
    ['This account is currently not available.', /usermod --shell \/bin\/sh bench$/],
    ['Hello', /command= in authorized_keys, ForceCommand/],
  ])('after %j', (printed, remedy) => {
    expect(remedyFor(printed, sudo)).toMatch(remedy);
  });

  it('does not blame sudo if it is not used', () => {
    expect(remedyFor('enter the password', { user: 'root', sudo: false })).toMatch(/ForceCommand/);
  });
});

describe('printedInPlace', () => {
  it("is without the supervisor's program, which sudo quotes", () => {
    const refusal = (command: string): string =>
      `Sorry, user bench is not allowed to execute '${command}' as root on dut.\n`;
    const program = "/usr/bin/sh -c tenure=$1\necho 'it' is\nexec timeout sh  60.000 id -u";
    expect(printedInPlace(`Welcome\n${refusal(program)}`)).toBe(`Welcome\n${refusal('sh -c ...')}`);
    expect(printedInPlace('sudo: a password is required\n')).toBe('sudo: a password is required\n');
  });
});
