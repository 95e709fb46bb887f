import { describe, expect, it } from 'vitest';
import { kernelCompiler } from '../../../src/linux/kernel/compiler.js';

describe("a kernel's compiler", () => {
  it.each([
    [
      'Debian',
      'Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP',
      { name: 'gcc', major: 12 },
    ],
    [
      'Ubuntu',
      'Linux version 6.8.0-45-generic (buildd@lcy02-amd64-075) (x86_64-linux-gnu-gcc-13 (Ubuntu 13.2.0-23ubuntu4) 13.2.0, GNU ld (GNU Binutils for Ubuntu) 2.42) #45-Ubuntu SMP',
      { name: 'gcc', major: 13 },
    ],
    [
      'Fedora',
      'Linux version 6.11.4-301.fc41.x86_64 (mockbuild@host) (gcc (GCC) 14.2.1 20240912 (Red Hat 14.2.1-3), GNU ld version 2.43.1-2.fc41) #1 SMP',
      { name: 'gcc', major: 14 },
    ],
    [
      'an older kernel',
      'Linux version 5.4.0-42-generic (buildd@lgw01) (gcc version 9.3.0 (Ubuntu 9.3.0-10ubuntu2)) #46-Ubuntu SMP',
      { name: 'gcc', major: 9 },
    ],
    [
      'clang',
      'Linux version 6.6.8 (builder@host) (ClangBuiltLinux clang version 17.0.6, LLD 17.0.6) #1 SMP',
      { name: 'clang', major: 17 },
    ],
  ])('is named by /proc/version: %s', (_whose, text, expected) => {
    expect(kernelCompiler(text)).toEqual(expected);
  });

  it('is none where nothing of it is said', () => {
    expect(kernelCompiler('Linux version 6.1.0 #1 SMP')).toBeUndefined();
  });
});
