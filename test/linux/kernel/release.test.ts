import { describe, expect, it } from 'vitest';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { parseUname, kernelLine } from '../../../src/linux/kernel/release.js';
import { fixture } from '../fixture.js';
import { readFileSync } from 'node:fs';
import { lastKernelMessages } from '../../../src/linux/kernel/build-output.js';

describe('parseUname', () => {
  it('keeps the version, which has blanks, whole', () => {
    expect(parseUname(fixture('uname.txt'))).toEqual({
      release: '6.1.0-56-cloud-amd64',
      version: '#1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16)',
      architecture: 'x86_64',
    });
  });

  it('refuses another system', () => {
    expect(() => parseUname('FreeBSD 14.0 amd64', 'dut')).toThrow(/uname -srvm on dut/);
  });
});

const captured = (name: string): string =>
  readFileSync(new URL(`../../fixtures/kernel-module/${name}`, import.meta.url), 'utf8');

describe('the line of a kernel', () => {
  it.each([
    ['6.1.0-56-cloud-amd64', '6.1'],
    ['6.12.9', '6.12'],
    ['5.15.0-125-generic', '5.15'],
    ['6.1-rc8', '6.1'],
  ])('of %s is %s', (release, line) => {
    expect(kernelLine(release)).toBe(line);
  });

  it('is not guessed', () => {
    expect(() => kernelLine('generic')).toThrow(ParseFailure);
    expect(() => kernelLine('61')).toThrow(ParseFailure);
  });
});

it('the kernel log is shown from its end', () => {
  const messages = lastKernelMessages(captured('dmesg.txt'), 2);
  expect(messages).toHaveLength(2);
  expect(messages[1]).toContain('Invalid ELF section header overflow');
});
