import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CommandFailed } from '../../../../src/host/errors.js';
import { MACHINES, type Machine } from '../machines.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.each(Object.entries(MACHINES))('an upload on a host of kind %s', (_kind, make) => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await make();
  });
  afterAll(async () => {
    await machine[Symbol.asyncDispose]();
  });

  it('writes any bytes, creates folders and sets modes', async () => {
    const content = randomBytes(1_000_000);
    const at = (name: string): string => machine.folder.path(name);
    await machine.host.upload([
      { path: at("deep/er/it's binary"), content },
      { path: at('script'), content: '#!/bin/sh\necho größe\n', mode: 0o755 },
      { path: at('empty'), content: '' },
    ]);
    expect((await readFile(at("deep/er/it's binary"))).equals(content)).toBe(true);
    expect((await stat(at("deep/er/it's binary"))).mode & 0o777).toBe(0o644);
    expect((await machine.host.run([at('script')])).stdout).toBe('größe\n');
    expect(await readFile(at('empty'), 'utf8')).toBe('');
    expect(await readdir(at('deep/er'))).toEqual(["it's binary"]);
  });

  it('leaves every file as it was when one cannot be written', async () => {
    const at = (name: string): string => machine.folder.path(name);
    await writeFile(at('kept'), 'before');
    const upload = machine.host.upload([
      { path: at('kept'), content: 'after' },
      { path: '/proc/no/such/folder', content: 'x' },
    ]);
    await expect(upload).rejects.toThrow(CommandFailed);
    await expect(upload).rejects.toThrow(`writing ${at('kept')}, /proc/no/such/folder`);
    expect(await readFile(at('kept'), 'utf8')).toBe('before');
    expect(await readdir(machine.folder.path(''))).not.toContain('kept.part');
  });

  it('refuses a relative path', async () => {
    await expect(machine.host.upload([{ path: 'a', content: '' }])).rejects.toThrow(RangeError);
  });
});
