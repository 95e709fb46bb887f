import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json.js';
import { PreconditionFailure } from '../../../src/model/failure.js';
import { loadKernelModule, modprobe } from '../../../src/provision/kernel-module/modprobe.js';
import { scriptedHost } from './scripted-host.js';

const captured = (name: string): string =>
  readFileSync(new URL(`../../fixtures/kernel-module/${name}`, import.meta.url), 'utf8');
const loaded = (...names: string[]): string =>
  names.map((name) => `${name} 36864 0 - Live 0xffffffffc036c000 (OE)\n`).join('') +
  captured('proc-modules.txt');

/** The removed modules, in order. */
const removedOn = ({ lines }: { readonly lines: readonly string[] }): readonly string[] =>
  lines.filter((line) => line.includes('rmmod')).map((line) => line.split(' ').at(-1) ?? '');

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.catch((error: unknown) => error);

describe('modprobe', () => {
  const needed = [/--show-depends/, { stdout: captured('show-depends-macvtap.txt') }] as const;

  it('records what will be loaded, and removes only that, last first', async () => {
    const step = modprobe('macvtap');
    const host = scriptedHost([needed, [/^cat/, { stdout: loaded('macvlan') }]]);
    const before = await step.read(host);
    expect(before).toMatchObject({ absent: ['tap', 'macvtap'] });
    await step.apply(host);
    expect(host.lines.at(-1)).toBe('modprobe macvtap');
    const after = scriptedHost([[/^cat/, { stdout: loaded('macvtap', 'tap', 'macvlan') }]]);
    await loadKernelModule.fromLedger(step.spec).undo(after, before);
    expect(removedOn(after)).toEqual(['macvtap', 'tap']);
  });

  it('removes what the kernel loaded on top, with its dependencies, unless loaded before', async () => {
    const step = modprobe('openvswitch');
    const present = captured('proc-modules-after-openvswitch.txt');
    const after = () => scriptedHost([[/^cat/, { stdout: present }]]);
    const undoneWith = async (before: Json): Promise<readonly string[]> => {
      const host = after();
      await step.undo(host, before);
      return removedOn(host);
    };
    const absent = ['nf_conntrack', 'openvswitch'];
    const others = ['libcrc32c', 'nf_defrag_ipv4', 'nf_defrag_ipv6'];
    expect(await undoneWith({ absent, loaded: others })).toEqual([
      'nfnetlink_cttimeout',
      'nf_conntrack',
      'nfnetlink',
    ]);
    expect(await undoneWith({ absent, loaded: ['nfnetlink', ...others] })).not.toContain(
      'nfnetlink',
    );
    // As earlier versions recorded it.
    expect(await undoneWith({ absent })).toEqual(['nfnetlink_cttimeout', 'nf_conntrack']);
  });

  it('removes nothing if everything was loaded before', async () => {
    const step = modprobe('macvtap');
    const host = scriptedHost([needed, [/^cat/, { stdout: loaded('tap', 'macvlan', 'macvtap') }]]);
    await step.undo(host, await step.read(host));
    expect(host.lines).toHaveLength(2);
  });

  it('removes nothing that is built in', async () => {
    const stdout = captured('show-depends-builtin.txt');
    const host = scriptedHost([[/--show-depends/, { stdout }]]);
    expect(await modprobe('ipv6').read(host)).toEqual({ absent: [] });
  });

  it('names the kernel that has no such module, and a package that has', async () => {
    const stderr =
      'modprobe: FATAL: Module pktgen not found in directory /lib/modules/6.1.0-56-cloud-amd64';
    const host = scriptedHost([
      [/--show-depends/, { exitCode: 1, stderr }],
      [/^uname/, { stdout: '6.1.0-56-cloud-amd64\n' }],
    ]);
    const error = await failure(modprobe('pktgen').read(host));
    expect(error).toBeInstanceOf(PreconditionFailure);
    expect(String(error)).toContain('module pktgen of kernel 6.1.0-56-cloud-amd64 on dut');
    expect(String(error)).toContain('linux-image-amd64');
  });

  it('accepts module names only', () => {
    expect(() => modprobe('--remove')).toThrow();
  });
});
