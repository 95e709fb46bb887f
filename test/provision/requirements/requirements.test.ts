import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PreconditionFailure } from '../../../src/model/failure.js';
import { requireAll } from '../../../src/provision/requirements/requirements.js';
import { scriptedHost } from '../kernel-module/scripted-host.js';

const captured = (name: string): string =>
  readFileSync(new URL(`../../fixtures/kernel-module/${name}`, import.meta.url), 'utf8');

const DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n';

/** The error of a machine that lacks what was printed. */
const refusal = async (
  stdout: string,
  files = captured('loading-allowed.txt'),
  osRelease = DEBIAN,
): Promise<string> => {
  const host = scriptedHost([
    [/^sh -c \nfor need /, { stdout }],
    [/os-release/, { stdout: osRelease }],
    [/^uname/, { stdout: '6.1.0-9-amd64\n' }],
    [/^tail --verbose/, { stdout: files, exitCode: 1 }],
  ]);
  const error: unknown = await requireAll(host, 'preparing', [
    { tools: ['tc', 'xz'], modules: ['veth'], builds: 'napi_macvlan', files: ['/proc/x'] },
  ]).catch((reason: unknown) => reason);
  if (error instanceof PreconditionFailure) return error.message;
  throw new Error('it was not refused', { cause: error });
};

describe('requireAll', () => {
  it('names packages, each once', async () => {
    expect(await refusal('tool ip\ntool tc\ntool xz\nheaders 6.1.0-9-amd64\n')).toBe(
      'preparing on dut: missing: ip, tc, xz, the headers of kernel 6.1.0-9-amd64\n' +
        '  fix: apt-get install iproute2 xz-utils linux-headers-6.1.0-9-amd64; ' +
        'if that header package is no longer available, upgrade the kernel and restart',
    );
  });

  it('names the package of Open vSwitch, which has all of its programs', async () => {
    expect(await refusal('tool ovsdb-server\ntool ovs-vswitchd\ntool ovs-ofctl\n')).toBe(
      'preparing on dut: missing: ovsdb-server, ovs-vswitchd, ovs-ofctl\n' +
        '  fix: apt-get install openvswitch-switch',
    );
  });

  it.each([
    ['debian', 'ID=debian', 'apt-get install iproute2 kmod'],
    ['ubuntu', 'ID=ubuntu\nID_LIKE=debian', 'apt-get install iproute2 kmod'],
    ['raspbian', 'ID=raspbian\nID_LIKE=debian', 'apt-get install iproute2 kmod'],
    ['fedora', 'ID=fedora', 'dnf install iproute iproute-tc kmod'],
    ['rhel', 'ID="rhel"\nID_LIKE="fedora"', 'dnf install iproute iproute-tc kmod'],
    ['rocky', 'ID="rocky"\nID_LIKE="rhel centos fedora"', 'dnf install iproute iproute-tc kmod'],
    ['arch', 'ID=arch', 'pacman -S iproute2 kmod'],
    ['opensuse', 'ID="opensuse-leap"\nID_LIKE="suse opensuse"', 'zypper install iproute2 kmod'],
    ['alpine', 'ID=alpine', 'apk add iproute2 kmod'],
    [
      'unknown',
      'ID=plan9',
      'as the distribution does it; on Debian: apt-get install iproute2 kmod',
    ],
    ['unnamed', '', 'as the distribution does it; on Debian: apt-get install iproute2 kmod'],
  ])('names those of %s', async (_name, osRelease, remedy) => {
    const stdout = 'tool ip\ntool tc\ntool modprobe\n';
    expect(await refusal(stdout, undefined, osRelease)).toContain(remedy);
  });

  it('reports a kernel without modules, and names no packages', async () => {
    const missing = 'tool make\nheaders 6.1.0-9-amd64\nmodule veth\nload veth\nload napi_macvlan\n';
    const message = await refusal(missing, captured('loading-no-modules.txt'));
    expect(message).toMatch(/^preparing on dut: its kernel has no modules/);
    expect(message).toContain('veth, napi_macvlan');
    expect(message).not.toContain('apt-get');
    expect(message.split('\n')).toHaveLength(2);
  });

  it('names moduleSigning if the kernel loads signed modules only', async () => {
    const files = captured('loading-signed-only.txt');
    const message = await refusal('load napi_macvlan\n', files);
    expect(message).toMatch(/^preparing on dut: its kernel .* signed modules only/);
    expect(message).toContain('moduleSigning in the testbed');
  });

  it('accepts such a kernel if modules are signed, and checks for the signer', async () => {
    const host = scriptedHost([
      [/^sh -c \nfor need /, { stdout: 'load napi_macvlan\n' }],
      [/^tail --verbose/, { stdout: captured('loading-signed-only.txt'), exitCode: 1 }],
    ]);
    await requireAll(host, 'preparing', [
      { tools: [], modules: [], builds: 'napi_macvlan', signed: true },
    ]);
    expect(host.lines[0]).toContain('tool sign-file');
  });

  it('reports a container, and its kind', async () => {
    const files = `${captured('loading-without-capability.txt')}\n==> /run/.containerenv <==\nengine="podman-4.3.1"\n`;
    const message = await refusal(
      'module veth\nload veth\nload napi_macvlan\nfile /proc/x\n',
      files,
    );
    expect(message).toMatch(
      /^preparing on dut: it is a container \(podman\); root may not load modules there \(veth, napi_macvlan\).*; there is no \/proc\/x, which only containers lack/,
    );
  });

  it('accepts a container whose modules are loaded', async () => {
    const host = scriptedHost([[/^sh -c \nfor need /, { stdout: '' }]]);
    await requireAll(host, 'preparing', [{ tools: [], modules: ['pktgen'] }]);
    expect(host.lines).toHaveLength(1);
  });

  it('requires coreutils first if the machine has busybox', async () => {
    const message = await refusal('tool coreutils\nload veth\nload napi_macvlan\n', '');
    expect(message).toContain('missing: coreutils\n  fix: apt-get install coreutils');
  });

  it('runs nothing if nothing is required', async () => {
    const host = scriptedHost([]);
    await requireAll(host, 'preparing', [{ tools: [], modules: [] }]);
    expect(host.lines).toEqual([]);
  });
});
