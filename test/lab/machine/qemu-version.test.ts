import { describe, expect, it } from 'vitest';
import { parseQemuVersion } from '../../../src/lab/machine/qemu-version.js';

describe('parseQemuVersion', () => {
  it('has the version with its package', () => {
    const text =
      'QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)\n' +
      'Copyright (c) 2003-2022 Fabrice Bellard and the QEMU Project developers\n';
    expect(parseQemuVersion(text)).toBe('7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)');
    expect(parseQemuVersion('QEMU emulator version 9.1.0\n')).toBe('9.1.0');
  });

  it('is not known from other text', () => {
    expect(parseQemuVersion('')).toBeUndefined();
  });
});
