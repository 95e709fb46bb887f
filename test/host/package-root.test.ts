import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/host/package-root.js';

it.each(['package.json', 'kernel-patch/', 'playbooks/', 'testbeds/', 'claims/'])(
  'has %s',
  (name) => {
    expect(existsSync(new URL(name, PACKAGE_ROOT))).toBe(true);
  },
);
