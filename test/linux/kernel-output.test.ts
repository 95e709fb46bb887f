import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lastKernelMessages, parseBuildErrors } from '../../src/linux/kernel-build-output.js';
import { kernelLine } from '../../src/linux/kernel-line.js';
import { parseLoadedModules, parseShowDepends } from '../../src/linux/kernel-modules.js';
import { parseFailedHunks } from '../../src/linux/kernel-patch-output.js';
import { ParseFailure } from '../../src/linux/parse-failure.js';

const captured = (name: string): string =>
  readFileSync(new URL(`../fixtures/kernel-module/${name}`, import.meta.url), 'utf8');

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

describe('modules', () => {
  it('are loaded by the first word of each line', () => {
    const loaded = parseLoadedModules(captured('proc-modules.txt'));
    expect(loaded.size).toBe(18);
    expect(loaded.has('veth')).toBe(true);
    // Named on virtio_net's line only as what uses it.
    expect(loaded.has('virtio_pci_legacy_dev')).toBe(true);
    expect(loaded.has('-')).toBe(false);
  });

  it('are needed dependencies first', () => {
    expect(parseShowDepends(captured('show-depends-macvtap.txt'))).toEqual([
      'tap',
      'macvlan',
      'macvtap',
    ]);
  });

  it('are named as the kernel does, and may be compressed', () => {
    expect(parseShowDepends('insmod /lib/modules/6.12.9/kernel/net/nf-conntrack.ko.xz \n')).toEqual(
      ['nf_conntrack'],
    );
  });

  it('are not needed where they are part of the kernel', () => {
    expect(parseShowDepends(captured('show-depends-builtin.txt'))).toEqual([]);
  });
});

describe('what patch says', () => {
  it('names the hunks that do not apply', () => {
    expect(parseFailedHunks(captured('patch-two-hunks.txt'))).toEqual([
      { hunk: 2, line: 525 },
      { hunk: 38, line: 1934 },
    ]);
  });

  it('does not take a hunk that moved for one that failed', () => {
    const hunks = parseFailedHunks(captured('patch-all-hunks.txt'));
    expect(hunks).toHaveLength(37);
    expect(hunks.map(({ hunk }) => hunk)).not.toContain(34);
  });
});

describe('what a build says', () => {
  it('is cut down to the lines that explain it', () => {
    const source = '/run/vrbench/build/napi_macvlan/napi_macvlan.c';
    const errors = parseBuildErrors(captured('make-undeclared-function.txt'));
    expect(errors).toHaveLength(2);
    expect(errors[0]).toContain(`${source}:485:31: error: implicit declaration of function`);
    expect(errors[1]).toContain('netif_rx_nosuch');
  });

  it('is shown from its end where no line explains it', () => {
    expect(parseBuildErrors('eins\nzwei\n\ndrei\n', 2)).toEqual(['zwei', 'drei']);
  });
});

it('the kernel log is shown from its end', () => {
  const messages = lastKernelMessages(captured('dmesg.txt'), 2);
  expect(messages).toHaveLength(2);
  expect(messages[1]).toContain('Invalid ELF section header overflow');
});
