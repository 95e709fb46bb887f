import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import {
  findSource,
  sourceSchema,
  type FoundSource,
} from '../../../../src/provision/kernel-module/patched/kernel-source.js';
import { osReleaseOf, releaseOf } from '../../../linux/distribution/machines.js';
import { scriptedHost, type ScriptedHost } from '../scripted-host.js';

/** A machine that has the first file that is asked for, or this one. */
const machineWith = (machine: string, stdout: string): ScriptedHost =>
  scriptedHost([
    [/os-release/, { stdout: osReleaseOf(machine) }],
    [/^sh -c for (pattern|file) /, { stdout, exitCode: stdout === '' ? 1 : 0 }],
  ]);

const found = (host: ScriptedHost, machine: string): Promise<FoundSource> =>
  findSource(host, { type: 'distribution' }, releaseOf(machine));

const refusal = async (machine: string): Promise<string> => {
  const error: unknown = await found(machineWith(machine, ''), machine).catch(
    (reason: unknown) => reason,
  );
  if (error instanceof PreconditionFailure) return error.message;
  throw new Error('it was not refused', { cause: error });
};

/** The names that the machine is asked for, the tree a kernel was built in left out. */
const places = async (machine: string): Promise<readonly string[]> => {
  const host = machineWith(machine, '/usr/src/x/drivers/net/macvlan.c');
  await found(host, machine);
  const [, asked = ''] = /exit 1 sh (.+)$/.exec(host.lines.at(-1) ?? '') ?? [];
  const [build, source, ...rest] = asked.split(' ');
  expect([build, source]).toEqual(
    ['build', 'source'].map(
      (link) => `/lib/modules/${releaseOf(machine)}/${link}/drivers/net/macvlan.c`,
    ),
  );
  return rest;
};

describe('findSource', () => {
  it.each([
    ['debian-12', '/usr/src/linux-source-6.1.tar.xz', 'apt-get install linux-source-6.1'],
    ['debian-13', '/usr/src/linux-source-6.12.tar.xz', 'apt-get install linux-source-6.12'],
    ['ubuntu-22.04', '/usr/src/linux-source-5.15.0.tar.bz2', 'apt-get install linux-source-5.15.0'],
    ['ubuntu-24.04', '/usr/src/linux-source-6.8.0.tar.bz2', 'apt-get install linux-source-6.8.0'],
    ['raspberry-pi-os-12', '/usr/src/linux-source-6.6.tar.xz', 'apt-get install linux-source-6.6'],
    [
      'rhel-9',
      '/root/rpmbuild/SOURCES/linux-5.14.0-427.37.1.el9_4.tar.xz',
      'dnf download --source kernel-core-5.14.0-427.37.1.el9_4.x86_64',
    ],
    [
      'rocky-10',
      '/root/rpmbuild/SOURCES/linux-6.12.0-55.12.1.el10_0.tar.xz',
      'dnf download --source kernel-core-6.12.0-55.12.1.el10_0.x86_64',
    ],
    [
      'fedora-40',
      '/root/rpmbuild/SOURCES/linux-6.8.5.tar.xz',
      'dnf download --source kernel-core-6.8.5-301.fc40.x86_64',
    ],
    [
      'amazon-linux-2023',
      '/root/rpmbuild/SOURCES/linux-6.1.112*.tar*',
      'dnf download --source kernel-6.1.112-122.189.amzn2023.x86_64',
    ],
    [
      'opensuse-leap-15.6',
      '/usr/src/linux-6.4.0-150600.23.25/drivers/net/macvlan.c',
      'zypper install kernel-source',
    ],
    [
      'opensuse-tumbleweed',
      '/usr/src/linux-6.11.3-1/drivers/net/macvlan.c',
      'zypper install kernel-source',
    ],
    ['arch', '/usr/src/linux-6.11.2/drivers/net/macvlan.c', 'pkgctl repo clone linux '],
    ['alpine-3.20', '/usr/src/linux-6.6.54/drivers/net/macvlan.c', 'abuild unpack'],
  ])('searches on %s in the places of its distribution, and names its command', async (...row) => {
    const [machine, place, command] = row;
    expect(await places(machine)).toContain(place);
    const message = await refusal(machine);
    expect(message).toContain(command);
    expect(message).toContain("in the testbed's kernelSource");
  });

  it('uses what the machine names first, an archive or a file', async () => {
    const at = (path: string): Promise<FoundSource> =>
      found(machineWith('debian-12', `${path}\n`), 'debian-12');
    const tree = '/usr/src/linux-source-6.1/drivers/net/macvlan.c';
    expect(await at(tree)).toEqual({ kind: 'file', path: tree });
    const archive = '/usr/src/linux-source-6.1.tar.xz';
    expect(await at(archive)).toEqual({ kind: 'archive', path: archive });
  });

  it('uses the tree of a manually built kernel, on an unknown distribution', async () => {
    const path = '/lib/modules/6.11.0-mine/build/drivers/net/macvlan.c';
    const host = scriptedHost([
      [/os-release/, { stdout: 'ID=plan9\n' }],
      [/^sh -c for pattern /, { stdout: `${path}\n` }],
    ]);
    expect(await findSource(host, { type: 'distribution' }, '6.11.0-mine')).toEqual({
      kind: 'file',
      path,
    });
  });

  it('accepts macvlan.c, a tree or an archive as a path', async () => {
    const host = machineWith('arch', '/srv/linux/drivers/net/macvlan.c\n');
    expect(await findSource(host, { type: 'path', path: '/srv/linux' }, '6.11.2-arch1-1')).toEqual({
      kind: 'file',
      path: '/srv/linux/drivers/net/macvlan.c',
    });
    expect(host.lines.at(-1)).toMatch(/ sh \/srv\/linux \/srv\/linux\/drivers\/net\/macvlan\.c$/);
    const archive = machineWith('arch', '/srv/linux-6.11.tar.gz\n');
    const path = '/srv/linux-6.11.tar.gz';
    expect(await findSource(archive, { type: 'path', path }, '6.11.2-arch1-1')).toEqual({
      kind: 'archive',
      path,
    });
  });

  it('asks for a correction of a wrong path or file in the testbed', async () => {
    const nothing = machineWith('debian-12', '');
    await expect(
      findSource(nothing, { type: 'path', path: '/srv/no' }, '6.1.0-25-amd64'),
    ).rejects.toThrow(/no \/srv\/no and no .*\n {2}fix: correct the path/);
    await expect(
      findSource(nothing, { type: 'file', file: '/no/such/macvlan.c' }, '6.1.0-25-amd64'),
    ).rejects.toThrow(/correct the file name/);
  });

  it('reads a file of this computer', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vrbench-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'macvlan.c');
    await writeFile(file, 'text');
    expect(await findSource(scriptedHost([]), { type: 'file', file }, '6.1.0')).toEqual({
      kind: 'text',
      text: 'text',
    });
  });
});

describe('sourceSchema', () => {
  it('reads the earlier name of what a distribution has', () => {
    expect(sourceSchema.parse({ type: 'debian-package' })).toEqual({ type: 'distribution' });
    expect(sourceSchema.parse({ type: 'distribution' })).toEqual({ type: 'distribution' });
  });
});
