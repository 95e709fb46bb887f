import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PreconditionFailure } from '../../../src/model/failure.js';
import {
  buildPatched,
  buildSoftnic,
  moduleBuild,
} from '../../../src/provision/kernel-module/build.js';
import { BuildFailed, PatchFailed } from '../../../src/provision/kernel-module/failures.js';
import { scriptedHost, type ScriptedHost } from './scripted-host.js';

type Rules = Parameters<typeof scriptedHost>[0];

const captured = (name: string): string =>
  readFileSync(new URL(`../../fixtures/kernel-module/${name}`, import.meta.url), 'utf8');

const uname = (release: string): Rules[number] => [
  /^uname -srvm/,
  { stdout: `Linux ${release} #1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16) x86_64\n` },
];
const SOURCE = '/usr/src/linux-source-6.1/drivers/net/macvlan.c';
const sourceAt = (path: string): Rules[number] => [/^sh -c for pattern /, { stdout: `${path}\n` }];
const DEBIAN: Rules[number] = [/os-release/, { stdout: 'ID=debian\n' }];
const NOT_CACHED: Rules[number] = [/^sh -c \[ -f /, { exitCode: 1 }];
const LOADABLE: Rules[number] = [
  /^tail .*\/proc\/modules/,
  { exitCode: 1, stdout: captured('loading-allowed.txt') },
];
const HASHED: Rules[number] = [/^sha256sum/, { stdout: `${'a'.repeat(64)}  macvlan.c\n` }];

const dut = (...first: Rules): ScriptedHost =>
  scriptedHost([
    ...first,
    LOADABLE,
    DEBIAN,
    uname('6.1.0-56-cloud-amd64'),
    sourceAt(SOURCE),
    NOT_CACHED,
    HASHED,
  ]);

const build = buildPatched('napi_macvlan', { type: 'distribution' }, '/');
const applyOn = async (host: ScriptedHost): Promise<unknown> =>
  build.apply(host).then(
    () => undefined,
    (error: unknown) => error,
  );
const programs = (host: ScriptedHost): string[] =>
  host.lines.map((line) => line.split(' ')[0] ?? '');

describe('building napi_macvlan', () => {
  it('patches, builds and caches the module', async () => {
    const host = dut();
    expect(await applyOn(host)).toBeUndefined();
    const tried = host.lines.findIndex((line) => line.includes('--dry-run'));
    expect(programs(host).slice(tried - 1)).toEqual(['install', 'patch', 'patch', 'make', 'sh']);
    expect(host.lines[tried - 1]).toContain(SOURCE);
    expect(host.uploads.map(({ path }) => path)).toEqual([
      '/run/vrbench/build/napi_macvlan/Makefile',
      '/run/vrbench/build/napi_macvlan/napi_macvlan.c',
      '/run/vrbench/build/napi_macvlan/beside_macvlan.c',
      '/run/vrbench/build/napi_macvlan/compat.h',
      '/run/vrbench/build/napi_macvlan/latency_histogram.h',
      '/run/vrbench/build/napi_macvlan/macvlan_kind.c',
      '/run/vrbench/build/napi_macvlan/refusals.c',
      '/run/vrbench/build/napi_macvlan/macvlan.patch',
    ]);
  });

  it('uses a module that it built before from the same ingredients', async () => {
    const host = dut([/^sh -c \[ -f /, { exitCode: 0 }]);
    expect(await applyOn(host)).toBeUndefined();
    expect(programs(host)).not.toContain('make');
  });

  it('does not use one that was built for another kernel or from another source', async () => {
    const cached = async (host: ScriptedHost): Promise<string | undefined> => {
      await build.apply(host);
      return host.lines.find((line) => line.startsWith('sh -c [ -f '));
    };
    const usual = await cached(dut());
    expect(await cached(dut())).toBe(usual);
    expect(await cached(dut(uname('6.1.0-57-cloud-amd64')))).not.toBe(usual);
    expect(await cached(dut([/^sha256sum/, { stdout: 'b'.repeat(64) }]))).not.toBe(usual);
  });

  it('unpacks the one file if the source is an archive', async () => {
    const host = dut(sourceAt('/usr/src/linux-source-6.1.tar.xz'));
    expect(await applyOn(host)).toBeUndefined();
    const tar = host.lines.find((line) => line.startsWith('tar '));
    expect(tar).toContain('--xz --file=/usr/src/linux-source-6.1.tar.xz');
    expect(tar).toMatch(/ --wildcards \*\/drivers\/net\/macvlan\.c$/);
  });

  it('uploads a source that is on this computer, named relative to the testbed', async () => {
    const here = fileURLToPath(import.meta.url);
    const step = buildPatched(
      'napi_macvlan',
      { type: 'file', file: 'build.test.ts' },
      dirname(here),
    );
    expect(step.spec).toEqual({ module: 'napi_macvlan', source: { type: 'file', file: here } });
    const host = dut();
    await step.apply(host);
    expect(host.uploads.at(-1)).toEqual({
      path: '/run/vrbench/build/napi_macvlan/macvlan.c',
      content: readFileSync(here, 'utf8'),
    });
  });

  it('stops before the build if the patch does not apply, naming hunks and kernel', async () => {
    const stdout = captured('patch-two-hunks.txt');
    const host = dut([/--dry-run/, { exitCode: 1, stdout }]);
    const error = await applyOn(host);
    expect(error).toBeInstanceOf(PatchFailed);
    expect(String(error)).toContain('kernel 6.1.0-56-cloud-amd64 on dut');
    expect(String(error)).toContain(
      'hunks #2 (line 525), #38 (line 1934) do not apply to macvlan.c',
    );
    expect(String(error)).toContain('the patch is for Linux 5.15 to 7.3');
    expect(programs(host).filter((program) => program === 'patch')).toHaveLength(1);
    expect(programs(host)).not.toContain('make');
  });

  it('counts the hunks it does not list', async () => {
    const stdout = captured('patch-all-hunks.txt');
    const error = await applyOn(dut([/--dry-run/, { exitCode: 1, stdout }]));
    expect(String(error)).toContain('#8 (line 1195) and 29 more do not apply to macvlan.c');
  });

  it("shows the compiler's errors, and caches nothing", async () => {
    const stdout = captured('make-undeclared-function.txt');
    const host = dut([/^make/, { exitCode: 2, stdout }]);
    const error = await applyOn(host);
    expect(error).toBeInstanceOf(BuildFailed);
    expect(String(error)).toContain('napi_macvlan.c:530:17: error:');
    expect(host.lines.at(-1)).toMatch(/^make /);
  });

  it('is undone from its spec alone, without touching the cached module', async () => {
    const host = scriptedHost([]);
    await moduleBuild.fromLedger(build.spec).undo(host, null);
    expect(host.lines).toHaveLength(1);
    expect(host.lines[0]).toMatch(/^sh -c rm -rf .* sh \/run\/vrbench\/build\/napi_macvlan$/);
  });

  it('refuses a spec that is not its own', () => {
    const source = { type: 'url' };
    expect(() => moduleBuild.fromLedger({ module: 'napi_macvlan', source })).toThrow();
    expect(() => moduleBuild.fromLedger({ module: 'macvlan' })).toThrow();
  });
});

describe('building softnic', () => {
  const noKernelSource: Rules[number] = [/^sh -c for pattern /, { exitCode: 1 }];

  it('uses its own sources, and no patch or source of the kernel', async () => {
    const host = dut(noKernelSource);
    expect(await buildSoftnic().read(host)).toBeNull();
    await buildSoftnic().apply(host);
    const uploaded = host.uploads.map(({ path }) => path);
    expect(uploaded).toContain('/run/vrbench/build/softnic/Makefile');
    expect(uploaded).toContain('/run/vrbench/build/softnic/softnic.h');
    expect(
      uploaded.filter((path) => !/\/build\/softnic\/(Makefile|\w+\.[ch])$/.test(path)),
    ).toEqual([]);
    expect(programs(host)).not.toContain('patch');
    const [stored = '', made = ''] = host.lines.toReversed();
    expect(made).toMatch(/^make --directory=\/run\/vrbench\/build\/softnic /);
    expect(stored).toMatch(/ \/var\/cache\/vrbench\/softnic\/[0-9a-f]{64}\.ko$/);
  });

  it('undoes its own build only', async () => {
    const host = scriptedHost([]);
    await moduleBuild.fromLedger(buildSoftnic().spec).undo(host, null);
    expect(host.lines).toHaveLength(1);
    expect(host.lines[0]).toMatch(/ sh \/run\/vrbench\/build\/softnic$/);
  });
});

describe('before a build', () => {
  const refusal = async (...rules: Rules): Promise<PreconditionFailure> => {
    const host = dut(...rules);
    const error: unknown = await build.read(host).catch((reason: unknown) => reason);
    expect(host.uploads).toEqual([]);
    if (error instanceof PreconditionFailure) return error;
    throw new Error('it was not refused', { cause: error });
  };

  it('no previous state is recorded', async () => {
    expect(await build.read(dut())).toBeNull();
  });

  it('a kernel without modules is refused, with what works instead', async () => {
    const { message } = await refusal([/^tail /, { exitCode: 1 }]);
    expect(message).toContain('loading napi_macvlan on dut: its kernel has no modules');
    expect(message).toContain('testbeds/one-machine-lab.yaml');
  });

  it('accepts any kernel from 5.15 on', async () => {
    expect(await build.read(dut(uname('5.15.0-91-generic')))).toBeNull();
    expect(await build.read(dut(uname('6.8.0-31-generic')))).toBeNull();
  });

  it('an older kernel is refused, with what works on it', async () => {
    const { message } = await refusal(uname('5.4.0-26-generic'));
    expect(message).toContain('made for Linux 5.15 and later, and this is 5.4.0-26-generic');
    expect(message).toContain('ip-forwarder');
    expect(message).toContain('vrbench run --skip-unavailable');
  });

  it("Red Hat's 5.14 and 4.18 are refused, whatever their backports", async () => {
    for (const release of ['5.14.0-427.37.1.el9_4.x86_64', '4.18.0-553.el8_10.x86_64']) {
      const { message } = await refusal(uname(release));
      expect(message).toContain(`this is ${release}, which Red Hat has modified with backports`);
    }
    expect(await build.read(dut(uname('6.12.0-55.12.1.el10_0.x86_64')))).toBeNull();
  });

  it('modules of own sources support the same kernels', async () => {
    const error: unknown = await buildSoftnic()
      .read(dut(uname('5.14.0-427.37.1.el9_4.x86_64')))
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PreconditionFailure);
    expect(String(error)).toContain('made for Linux 5.15 and later');
  });

  it('a module for some kernel lines only names them, and what works instead', async () => {
    const direct = buildPatched('direct_macvlan', { type: 'distribution' }, '/');
    expect(await direct.read(dut(uname('6.12.0-1-amd64')))).toBeNull();
    const error: unknown = await direct
      .read(dut(uname('6.8.0-31-generic')))
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PreconditionFailure);
    expect(String(error)).toContain('Linux 6.1 and 6.12 only, and this is 6.8.0-31-generic');
    expect(String(error)).toContain(
      'napi-macvlan and softnet-macvlan work on Linux 5.15 and later',
    );
  });

  it('missing headers are named with their package', async () => {
    const { message } = await refusal([
      /^sh -c \nfor need /,
      { stdout: 'headers 6.1.0-56-cloud-amd64\n' },
    ]);
    expect(message).toContain('missing: the headers of kernel 6.1.0-56-cloud-amd64');
    expect(message).toContain('apt-get install linux-headers-6.1.0-56-cloud-amd64');
  });

  it('missing tools are named with their packages', async () => {
    const { message } = await refusal(sourceAt('/usr/src/linux-source-6.1.tar.xz'), [
      /^sh -c \nfor need /,
      { stdout: 'tool patch\ntool xz\n' },
    ]);
    expect(message).toContain('missing: patch, xz');
    expect(message).toContain('apt-get install patch xz-utils');
  });

  it('a missing source is named with its package', async () => {
    const { message } = await refusal([/^sh -c for pattern /, { exitCode: 1 }]);
    expect(message).toContain('/usr/src/linux-source-6.1.tar.xz');
    expect(message).toContain('apt-get install linux-source-6.1');
  });
});
