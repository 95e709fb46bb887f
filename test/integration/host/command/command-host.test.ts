import { chmod, readFile, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CommandFailed } from '../../../../src/host/errors.js';
import type { CommandLogEntry } from '../../../../src/host/open.js';
import { MACHINES, type Machine } from '../machines.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.each(Object.entries(MACHINES))('a host of kind %s', (_kind, make) => {
  let machine: Machine;
  const logged: CommandLogEntry[] = [];
  beforeAll(async () => {
    machine = await make({ log: (entry) => logged.push(entry) });
  });
  afterAll(async () => {
    await machine[Symbol.asyncDispose]();
  });

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    ['spaces', ['a b', ' ', '']],
    ['quotes', [`it's`, `"so"`, '`id`', '$HOME', '\\']],
    ['newlines', ['one\ntwo', '\n', 'tail\n']],
    ['unicode', ['größe', '測試', '🙂']],
    ['options', ['--', '-n', '--help']],
  ])('passes arguments with %s exactly', async (_what, words) => {
    const { stdout } = await machine.host.run(['printf', '%s\\0', ...words]);
    expect(stdout.split('\0')).toEqual([...words, '']);
  });

  it('refuses a NUL in an argument', async () => {
    await expect(machine.host.run(['echo', 'a\0b'])).rejects.toThrow(RangeError);
  });

  it('passes standard input and output unchanged, including white space', async () => {
    const stdin = '  größe \n\n🙂\t\n ';
    const output = await machine.host.run(['cat'], { stdin });
    expect(output).toEqual({ argv: ['cat'], exitCode: 0, stdout: stdin, stderr: '' });
  });

  it('closes standard input when there is none', async () => {
    expect((await machine.host.run(['cat'])).stdout).toBe('');
  });

  it('tolerates a command that does not read its standard input', async () => {
    const stdin = 'x'.repeat(5_000_000);
    expect((await machine.host.run(['true'], { stdin })).exitCode).toBe(0);
  });

  it('transfers 5 MB each way without splitting a character', async () => {
    const stdin = 'größe 🙂 '.repeat(360_000);
    const { stdout } = await machine.host.run(['cat'], { stdin });
    expect(stdout.length).toBe(stdin.length);
    expect(stdout === stdin).toBe(true);
  });

  it('keeps standard error separate, and does not treat it as a failure', async () => {
    const output = await machine.host.run(['sh', '-c', 'echo out; echo err >&2']);
    expect(output).toMatchObject({ exitCode: 0, stdout: 'out\n', stderr: 'err\n' });
  });

  it.each([0, 1, 3, 124, 126, 255])('returns exit code %i from an attempt', async (code) => {
    const { exitCode } = await machine.host.attempt(['sh', '-c', 'exit "$1"', 'sh', String(code)]);
    expect(exitCode).toBe(code);
  });

  it('reports a signal as shells do', async () => {
    const { exitCode } = await machine.host.attempt(['sh', '-c', 'kill -SEGV $$']);
    expect(exitCode).toBe(128 + 11);
  });

  it('says which command failed where, with the end of its output', async () => {
    const failure = machine.host.run(['sh', '-c', 'echo no such device >&2; exit 7']);
    await expect(failure).rejects.toThrow(CommandFailed);
    await expect(failure).rejects.toThrow(
      `running sh -c 'echo no such device >&2; exit 7' on ${machine.host.name}: exit code 7: no such device`,
    );
    await expect(failure).rejects.toMatchObject({ output: { exitCode: 7 } });
  });

  it('says that a program is missing', async () => {
    const output = await machine.host.attempt(['no-such-program']);
    expect(output.exitCode).toBe(127);
    expect(output.stderr).toContain('no-such-program');
  });

  it('runs commands in sessions of their own, which ^C on this terminal does not reach', async () => {
    const session = (stat: string): string | undefined => stat.split(' ')[5];
    const { stdout } = await machine.host.run(['cat', '/proc/self/stat']);
    expect(session(stdout)).toMatch(/^\d+$/);
    expect(session(stdout)).not.toBe(session(await readFile('/proc/self/stat', 'utf8')));
  });

  it('uses the C locale, and finds programs in sbin', async () => {
    const { stdout } = await machine.host.run(['sh', '-c', 'echo "$LC_ALL $PATH"']);
    expect(stdout).toMatch(/^C .*:\/usr\/sbin:\/sbin\n$/);
  });

  it('runs 20 commands at once', async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => String(index));
    const outputs = await Promise.all(
      numbers.map((number) =>
        machine.host.run(['sh', '-c', 'sleep 0.05; echo "$1"', 'sh', number]),
      ),
    );
    expect(outputs.map(({ stdout }) => stdout.trim())).toEqual(numbers);
    expect(machine.server?.peakSessions() ?? 1).toBeLessThanOrEqual(8);
  });

  it('logs each command once', async () => {
    logged.length = 0;
    await machine.host.attempt(['sh', '-c', 'exit 3']);
    expect(logged).toEqual([
      {
        machine: machine.host.name,
        argv: ['sh', '-c', 'exit 3'],
        exitCode: 3,
        milliseconds: expect.any(Number) as number,
      },
    ]);
  });

  it('runs everything through sudo -n where the testbed asks for it', async () => {
    await using place = await make({ sudo: true });
    vi.stubEnv('PATH', `${place.folder.path('')}:${process.env.PATH ?? ''}`);
    const sudo = `#!/bin/sh\necho "$1 $2" >> "$(dirname "$0")/asked"\nshift 2\nexec "$@"\n`;
    await writeFile(place.folder.path('sudo'), sudo);
    await chmod(place.folder.path('sudo'), 0o755);
    expect((await place.host.run(['echo', 'a  b'])).stdout).toBe('a  b\n');
    await place.host.upload([{ path: place.folder.path('file'), content: 'x' }]);
    expect(await readFile(place.folder.path('asked'), 'utf8')).toBe('-n --\n-n --\n');
  });
});
