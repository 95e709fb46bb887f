import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PreconditionFailure } from '../../../src/model/failure.js';
import {
  LoadingNotAllowed,
  ModuleLoadFailed,
} from '../../../src/provision/kernel-module/failures.js';
import { moduleIdentity } from '../../../src/provision/kernel-module/identity.js';
import { loadBuiltModule, moduleLoad } from '../../../src/provision/kernel-module/load.js';
import { loadKernelModule, modprobe } from '../../../src/provision/kernel-module/modprobe.js';
import { scriptedHost } from './scripted-host.js';

const captured = (name: string): string =>
  readFileSync(new URL(`../../fixtures/kernel-module/${name}`, import.meta.url), 'utf8');
const loaded = (...names: string[]): string =>
  names.map((name) => `${name} 36864 0 - Live 0xffffffffc036c000 (OE)\n`).join('') +
  captured('proc-modules.txt');

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.catch((error: unknown) => error);

describe('loading napi_macvlan', () => {
  const step = moduleLoad('napi_macvlan');
  const ready = [/^cat \/proc\/modules/, { stdout: loaded() }] as const;
  const there = [/^cat \/proc\/modules/, { stdout: loaded('napi_macvlan') }] as const;

  it('loads it, and removes it again', async () => {
    const host = scriptedHost([ready]);
    const before = await step.read(host);
    await step.apply(host);
    expect(host.lines.at(-1)).toBe('insmod /run/vrbench/build/napi_macvlan/napi_macvlan.ko');
    await loadBuiltModule.fromLedger(step.spec).undo(host, before);
    expect(host.lines.at(-1)).toMatch(/rmmod[^]* sh napi_macvlan$/);
  });

  it('leaves one that was there before', async () => {
    const host = scriptedHost([there]);
    const before = await step.read(host);
    await step.apply(host);
    await step.undo(host, before);
    expect(host.lines.filter((line) => /^insmod|rmmod/.test(line))).toEqual([]);
  });

  it('refuses another version that is loaded already', async () => {
    const host = scriptedHost([there, [/srcversion/, { exitCode: 1 }]]);
    const error = await failure(step.apply(host));
    expect(error).toBeInstanceOf(PreconditionFailure);
    expect(String(error)).toContain('rmmod napi_macvlan');
  });

  it('shows the end of the kernel log when the kernel does not take it', async () => {
    const stderr = 'insmod: ERROR: could not insert module napi_macvlan.ko: Invalid module format';
    const host = scriptedHost([
      ready,
      [/^insmod/, { exitCode: 1, stderr }],
      [/^dmesg/, { stdout: captured('dmesg.txt') }],
    ]);
    const error = await failure(step.apply(host));
    expect(error).toBeInstanceOf(ModuleLoadFailed);
    expect(String(error)).toContain('Invalid module format');
    expect(String(error)).toContain('[ 1560.914488] Invalid ELF section header overflow');
  });

  it.each(['Operation not permitted', 'Key was rejected by service', 'Required key not available'])(
    'says what works instead where the kernel answers: %s',
    async (reason) => {
      const stderr = `insmod: ERROR: could not insert module napi_macvlan.ko: ${reason}`;
      const error = await failure(
        step.apply(scriptedHost([ready, [/^insmod/, { exitCode: 1, stderr }]])),
      );
      expect(error).toBeInstanceOf(LoadingNotAllowed);
      expect(error).toBeInstanceOf(PreconditionFailure);
      expect(String(error)).toContain(reason);
      expect(String(error)).toContain('testbeds/one-machine-lab.yaml');
    },
  );

  it('says what to do while it is in use', async () => {
    const stderr = 'rmmod: ERROR: Module napi_macvlan is in use';
    const host = scriptedHost([[/rmmod/, { exitCode: 1, stderr }]]);
    const error = await failure(step.undo(host, { loaded: false }));
    expect(String(error)).toContain('is in use');
    expect(String(error)).toContain('ip -d link');
  });
});

describe('modprobe', () => {
  const needed = [/--show-depends/, { stdout: captured('show-depends-macvtap.txt') }] as const;

  it('remembers what will be loaded, and removes just that, last first', async () => {
    const step = modprobe('macvtap');
    const host = scriptedHost([needed, [/^cat/, { stdout: loaded('macvlan') }]]);
    const before = await step.read(host);
    expect(before).toEqual({ absent: ['tap', 'macvtap'] });
    await step.apply(host);
    expect(host.lines.at(-1)).toBe('modprobe macvtap');
    await loadKernelModule.fromLedger(step.spec).undo(host, before);
    expect(host.lines.slice(-2).map((line) => line.split(' ').at(-1))).toEqual(['macvtap', 'tap']);
  });

  it('removes nothing where all was there before', async () => {
    const step = modprobe('macvtap');
    const host = scriptedHost([needed, [/^cat/, { stdout: loaded('tap', 'macvlan', 'macvtap') }]]);
    await step.undo(host, await step.read(host));
    expect(host.lines).toHaveLength(2);
  });

  it('removes nothing that is part of the kernel', async () => {
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

  it('takes names of modules only', () => {
    expect(() => modprobe('--remove')).toThrow();
  });
});

describe('the identity of a module', () => {
  const host = scriptedHost([
    [/srcversion/, { stdout: '660C34D7163813762188FD6\n' }],
    [/^uname -r/, { stdout: '6.1.0-56-cloud-amd64\n' }],
  ]);
  const loadedModule = {
    srcversion: '660C34D7163813762188FD6',
    kernelRelease: '6.1.0-56-cloud-amd64',
  };

  it('is the kernel, its hash of the sources and the patch', async () => {
    const identity = await moduleIdentity(host, 'napi_macvlan');
    expect(identity).toMatchObject({ name: 'napi_macvlan', ...loadedModule });
    expect(identity.patchSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(host.lines).toContain('cat /sys/module/napi_macvlan/srcversion');
  });

  it('has the hash of the sources in place of a patch where they are our own', async () => {
    const identity = await moduleIdentity(host, 'softnic');
    expect(identity).toMatchObject({ name: 'softnic', ...loadedModule });
    expect(identity.sourceSha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
