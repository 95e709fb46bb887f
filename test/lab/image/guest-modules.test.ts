import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failedBuild } from '../../../src/lab/image/guest-modules.js';
import { parseBuildErrors } from '../../../src/linux/kernel/build-output.js';

/** From a build log: napi-macvlan was built, softnic was not. */
const log = readFileSync(
  new URL('../../fixtures/lab/module-build-failed.txt', import.meta.url),
  'utf8',
);

describe('failedBuild', () => {
  it('finds the module that could not be built, and the compiler errors', () => {
    const build = failedBuild(log);
    expect(build?.folder).toBe('softnic');
    expect(parseBuildErrors(build?.output ?? '')[0]).toMatch(/build\.c:18:27: error: .*undeclared/);
  });

  it('finds none if all were built, even if something failed later', () => {
    expect(
      failedBuild(log.replace(/vrbench: building softnic[^]*/, 'vrbench: built\nE: no room')),
    ).toBe(undefined);
    expect(failedBuild('E: apt update failed')).toBe(undefined);
  });
});
