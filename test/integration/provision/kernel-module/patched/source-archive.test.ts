import { execa } from 'execa';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { unpackMacvlan } from '../../../../../src/provision/kernel-module/patched/source-archive.js';

describe('unpackMacvlan', () => {
  it.each(['linux-6.8.5', './linux-6.8.5', 'kernel/linux-5.14.0-427.el9'])(
    'takes the one file out of an archive whose folder is %s',
    async (top) => {
      const folder = await mkdtemp(join(tmpdir(), 'vrbench-'));
      onTestFinished(() => rm(folder, { recursive: true }));
      const tree = join(folder, 'tree', top, 'drivers/net');
      const build = join(folder, 'build');
      await mkdir(tree, { recursive: true });
      await mkdir(build);
      await writeFile(join(tree, 'macvlan.c'), 'the file');
      await writeFile(join(tree, 'macvtap.c'), 'another');
      const archive = join(folder, 'linux.tar.gz');
      await execa('tar', ['--create', '--gzip', `--file=${archive}`, top], {
        cwd: join(folder, 'tree'),
      });
      const [program, ...args] = unpackMacvlan(archive, build);
      await execa(program, args);
      expect(await readFile(join(build, 'macvlan.c'), 'utf8')).toBe('the file');
    },
  );
});
