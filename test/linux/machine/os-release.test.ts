import { describe, expect, it } from 'vitest';
import { parseOsRelease } from '../../../src/linux/machine/os-release.js';
import { staysAs, withForeignLines } from '../foreign.js';

const ROCKY = `NAME="Rocky Linux"
VERSION="9.3 (Blue Onyx)"
ID="rocky"
ID_LIKE="rhel centos fedora"
VERSION_ID="9.3"
PLATFORM_ID="platform:el9"
`;

describe('parseOsRelease', () => {
  it('reads the distribution, and what it is made from', () => {
    expect(parseOsRelease(ROCKY)).toEqual({ id: 'rocky', like: ['rhel', 'centos', 'fedora'] });
    expect(parseOsRelease("ID='arch'\n")).toEqual({ id: 'arch', like: [] });
    expect(parseOsRelease('')).toEqual({ id: '', like: [] });
  });

  it('leaves other lines out', () => {
    staysAs(ROCKY, withForeignLines, parseOsRelease, (found, expected) => {
      expect(found).toEqual(expected);
    });
  });
});
