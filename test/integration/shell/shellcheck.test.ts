import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { guestFiles } from '../../../src/lab/image/guest-files.js';
import * as hooks from '../../../src/lab/image/hooks.js';
import { HOLD } from '../../../src/provision/lock/holder.js';
import { shellUses, type ShellProgram } from './programs.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What shellcheck remarks on in programs, by file and number, and why it stays. */
const ACCEPTED: Readonly<Record<string, string>> = {
  'upload.ts SC2317': 'each() calls functions by the names it is given',
  'bridge.ts SC2086': 'a line is a list of words',
  'guest-files.ts SC1091': 'mounts is a file of the machine; it is checked below',
  'guest-job.ts SC1091': 'mounts is a file of the machine; it is checked below',
  'guest-job.ts SC2154': 'job comes from the environment, set by initramfs-init',
  'holder.ts SC2013': 'names in /proc have no spaces',
  'holder.ts SC3013': 'dash, bash and the shell of busybox have -ef',
  'holder.ts SC3045': 'whether read takes a time limit is tried first',
  'hooks.ts SC2086': 'VRBENCH_MKE2FS is a list of options',
  'initramfs.ts SC2187': 'the shell of busybox is close enough to dash',
  'initramfs.ts SC2231': 'disk is one word, from the command line of the kernel',
  'source.ts SC2086': 'ports are a list of names, without spaces',
  'source.ts SC2154': 'moment is assigned by the lines that are put in front',
  'ipv6-routing.ts SC2035': 'no folder of net/ipv6/conf begins with a dash',
};

/** Runs shellcheck; one remark a line. */
const shellcheck = async (files: readonly string[], cwd: string): Promise<readonly string[]> => {
  const { stdout, stderr, exitCode } = await execa('shellcheck', ['--format=gcc', '--', ...files], {
    cwd,
    reject: false,
  });
  if (exitCode !== 0 && exitCode !== 1) throw new Error(`apt install shellcheck: ${stderr}`);
  return stdout.split('\n').filter((line) => line !== '');
};

/** `upload.ts` of `host/upload.ts:40`. */
const fileIn = (at: string): string => basename(at).replace(/:\d+$/, '');

interface Remark {
  /** File and number, as in `ACCEPTED`. */
  readonly key: string;
  readonly text: string;
}

const remarksOn = async (programs: readonly ShellProgram[]): Promise<readonly Remark[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'vrbench-shell-'));
  try {
    const write = ({ shell, text }: ShellProgram, index: number) =>
      writeFile(
        join(folder, String(index)),
        text.startsWith('#!') ? text : `#!/bin/${shell}\n${text}\n`,
      );
    await Promise.all(programs.map(write));
    const lines = await shellcheck(
      programs.map((_, index) => String(index)),
      folder,
    );
    return lines.map((line) => {
      const [, index = '', text = '', code = ''] = /^(\d+):(.*)\[(SC\d+)\]$/.exec(line) ?? [];
      const at = programs[Number(index)]?.at ?? '';
      return { key: `${fileIn(at)} ${code}`, text: `${at}: ${text}${code}` };
    });
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** Programs that no shell is given by the source itself, but by mmdebstrap, a machine, or another program. */
const ELSEWHERE: readonly ShellProgram[] = [
  { at: 'provision/lock/holder.ts', shell: 'sh', text: HOLD },
  ...Object.values(hooks).map((text) => ({ at: 'lab/image/hooks.ts', shell: 'sh', text })),
  ...guestFiles().filter(({ path, text }) => !path.startsWith('etc/') && !text.startsWith('#!')).map(
    ({ text }) => ({ at: 'lab/image/guest-files.ts', shell: 'sh', text }),
  ),
];

describe('shellcheck', () => {
  it('finds what is wrong with a program', async () => {
    const text = 'for file in $(ls); do rm $file; done';
    const found = await remarksOn([{ at: 'nowhere.ts:7', shell: 'sh', text }]);
    expect(found.map(({ key }) => key)).toEqual(['nowhere.ts SC2045', 'nowhere.ts SC2086']);
  });

  it('has nothing to say about the programs in the source', async () => {
    const { programs, unreadable } = shellUses();
    expect(unreadable).toEqual([]);
    expect(programs.map(({ at }) => fileIn(at))).toContain('supervisor.ts');
    const found = await remarksOn([...programs, ...ELSEWHERE]);
    expect(found.filter(({ key }) => ACCEPTED[key] === undefined)).toEqual([]);
    // What is accepted is still there.
    const keys = found.map(({ key }) => key);
    expect(Object.keys(ACCEPTED).filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('has nothing to say about the scripts', async () => {
    const { stdout } = await execa('git', ['ls-files', '*.sh', '.ci/run'], { cwd: ROOT });
    const scripts = stdout.split('\n');
    expect(scripts).toContain('.ci/run');
    expect(await shellcheck(scripts, ROOT)).toEqual([]);
  });
});
