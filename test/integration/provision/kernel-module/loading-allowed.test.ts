import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openLocal } from '../../../../src/host/local.js';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import { buildSoftnic } from '../../../../src/provision/kernel-module/build.js';

describe('loading a module', () => {
  it.skipIf(existsSync('/proc/modules'))(
    'is refused on this computer, whose kernel has no modules, before anything is built',
    async () => {
      await using here = openLocal('here', { type: 'local', sudo: false });
      const refused = buildSoftnic().read(here);
      await expect(refused).rejects.toBeInstanceOf(PreconditionFailure);
      await expect(refused).rejects.toThrow(/loading softnic on here: its kernel has no modules/);
      await expect(refused).rejects.toThrow(/testbeds\/one-machine-lab\.yaml/);
    },
  );
});
