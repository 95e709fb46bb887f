import { describe, expect, it } from 'vitest';
import { missingPackages } from '../../../../src/lab/local/packages.js';

describe('missingPackages', () => {
  it('names what is not installed, known or not', async () => {
    expect(await missingPackages(['dpkg', 'no-such-package-anywhere'])).toEqual([
      'no-such-package-anywhere',
    ]);
  });
});
