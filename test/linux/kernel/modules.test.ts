import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  parseLoadedModules,
  parseShowDepends,
  usedBy,
  withUsers,
} from '../../../src/linux/kernel/modules.js';

const captured = (name: string): string =>
  readFileSync(new URL(`../../fixtures/kernel-module/${name}`, import.meta.url), 'utf8');

describe('modules', () => {
  it('are loaded by the first word of each line', () => {
    const loaded = parseLoadedModules(captured('proc-modules.txt'));
    expect(loaded.size).toBe(18);
    expect(loaded.has('veth')).toBe(true);
    // Named on virtio_net's line only as what uses it.
    expect(loaded.has('virtio_pci_legacy_dev')).toBe(true);
    expect(loaded.has('-')).toBe(false);
  });

  it('are removed after all that use them', () => {
    const text = captured('proc-modules-after-openvswitch.txt');
    expect(withUsers(text, ['nf_conntrack', 'libcrc32c'])).toEqual([
      'nfnetlink_cttimeout',
      'nf_conntrack',
      'libcrc32c',
    ]);
    expect(withUsers(text, ['openvswitch'])).toEqual([]);
  });

  it('are used by others, in turn', () => {
    const text = captured('proc-modules-after-openvswitch.txt');
    expect(usedBy(text, ['nfnetlink_cttimeout'])).toEqual([
      'nf_conntrack',
      'libcrc32c',
      'nf_defrag_ipv4',
      'nf_defrag_ipv6',
      'nfnetlink',
    ]);
    expect(usedBy(text, ['nfnetlink_cttimeout', 'nf_conntrack', 'libcrc32c'])).toContain(
      'nfnetlink',
    );
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
