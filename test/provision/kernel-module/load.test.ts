import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PreconditionFailure } from '../../../src/model/failure.js';
import {
  LoadingNotAllowed,
  ModuleLoadFailed,
} from '../../../src/provision/kernel-module/failures.js';
import { loadBuiltModule, moduleLoad } from '../../../src/provision/kernel-module/load.js';
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

  it('keeps one that was loaded before', async () => {
    const host = scriptedHost([there]);
    const before = await step.read(host);
    await step.apply(host);
    await step.undo(host, before);
    expect(host.lines.filter((line) => /^insmod|rmmod/.test(line))).toEqual([]);
  });

  it('refuses another version that is already loaded', async () => {
    const host = scriptedHost([there, [/srcversion/, { exitCode: 1 }]]);
    const error = await failure(step.apply(host));
    expect(error).toBeInstanceOf(PreconditionFailure);
    expect(String(error)).toContain('rmmod napi_macvlan');
  });

  it('shows the end of the kernel log if the kernel rejects it', async () => {
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
    'says what works instead if the kernel answers: %s',
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

  /** What the kernel's answer is explained by. @param signed whether the module has a signature */
  const rejection = async (reason: string, signed: boolean): Promise<string> => {
    const stderr = `insmod: ERROR: could not insert module napi_macvlan.ko: ${reason}`;
    const host = scriptedHost([
      ready,
      [/^insmod/, { exitCode: 1, stderr }],
      [/Module signature appended/, { exitCode: signed ? 0 : 1 }],
    ]);
    return String(await failure(step.apply(host)));
  };

  it.each(['Key was rejected by service', 'Required key not available'])(
    'says how to enrol its certificate if the kernel does not trust it: %s',
    async (reason) => {
      expect(await rejection(reason, true)).toMatch(
        /does not know the certificate that moduleSigning names.*mokutil --import/,
      );
      expect(await rejection(reason, false)).toContain(
        'sign modules (moduleSigning in the testbed',
      );
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
