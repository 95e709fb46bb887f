import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { neededPackages, parseInstalled } from '../../../src/lab/local/packages.js';

// Asked for two packages more, one that is unknown and one that is not installed.
const LISTED = readFileSync(new URL('../../fixtures/lab/dpkg-query.txt', import.meta.url), 'utf8');

describe('parseInstalled', () => {
  it('finds the installed packages in what dpkg-query prints', () => {
    const installed = parseInstalled(LISTED);
    expect(neededPackages(false).filter((name) => !installed.has(name))).toEqual([]);
    expect(installed.size).toBe(6);
  });

  it('does not count a package that was removed or is half installed', () => {
    const text = LISTED.replace(/^ii {2}mmdebstrap/m, 'rc  mmdebstrap').replace(
      /^ii {2}uidmap/m,
      'iU  uidmap',
    );
    const installed = parseInstalled(text);
    expect(neededPackages(false).filter((name) => !installed.has(name))).toEqual([
      'mmdebstrap',
      'uidmap',
    ]);
  });
});
