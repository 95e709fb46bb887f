import { describe, expect, it } from 'vitest';
import {
  ASK_OS_RELEASE,
  ASK_PRETTY_NAME,
  parseOsRelease,
} from '../../../src/linux/machine/os-release.js';
import type { CommandOutcome } from '../../../src/linux/text/attempts.js';
import { staysAs, withForeignLines } from '../foreign.js';

const ROCKY = `NAME="Rocky Linux"
VERSION="9.3 (Blue Onyx)"
ID="rocky"
ID_LIKE="rhel centos fedora"
VERSION_ID="9.3"
PLATFORM_ID="platform:el9"
`;

const printed = (stdout: string): CommandOutcome => ({ exitCode: 0, stdout, stderr: '' });
const noFile: CommandOutcome = {
  exitCode: 1,
  stdout: '',
  stderr: 'cat: No such file or directory',
};

describe('the distribution of a machine', () => {
  it("comes from the machine's own file, else from the one that is shipped", () => {
    const own = printed('ID=rocky\n');
    const shipped = printed('ID=debian\n');
    expect(ASK_OS_RELEASE.read([own, shipped])).toEqual({ value: { id: 'rocky', like: [] } });
    expect(ASK_OS_RELEASE.read([noFile, shipped])).toEqual({ value: { id: 'debian', like: [] } });
    expect(ASK_OS_RELEASE.read([noFile, noFile])).toHaveProperty('unread');
  });

  it('has a name if one of the files is missing, which grep reports as an error', () => {
    const line = 'PRETTY_NAME="Arch Linux"\n';
    expect(ASK_PRETTY_NAME.read([{ exitCode: 2, stdout: line, stderr: '' }])).toEqual({
      value: 'Arch Linux',
    });
    expect(ASK_PRETTY_NAME.read([noFile])).toHaveProperty('unread');
  });
});

describe('parseOsRelease', () => {
  it('reads the distribution, and those it derives from', () => {
    expect(parseOsRelease(ROCKY)).toEqual({ id: 'rocky', like: ['rhel', 'centos', 'fedora'] });
    expect(parseOsRelease("ID='arch'\n")).toEqual({ id: 'arch', like: [] });
    expect(parseOsRelease('')).toEqual({ id: '', like: [] });
  });

  it('ignores other lines', () => {
    staysAs(ROCKY, withForeignLines, parseOsRelease, (found, expected) => {
      expect(found).toEqual(expected);
    });
  });
});
