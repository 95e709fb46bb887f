import { randomBytes } from 'node:crypto';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CommandFailed, DeadlineExceeded } from '../../../src/host/errors.js';
import type { CommandLogEntry } from '../../../src/host/open.js';
import { Interrupted } from '../../../src/model/failure.js';
import { milliseconds, seconds } from '../../../src/model/units.js';
import { MACHINES, type Machine } from './machines.js';
import { allGone, pidIn, runs } from './process.js';

/** Leaves its own number and that of a child in files, then waits for longer than any test. */
const LINGER = `echo $$ > "$1/parent"; sleep 600 & echo $! > "$1/child"; wait`;
/** The same, but nothing less than SIGKILL ends it. */
const RESIST = `trap '' TERM; ${LINGER}; wait`;
/** Goes when asked, and leaves a child behind that does not. */
const ORPHAN = `echo $$ > "$1/parent"; (trap '' TERM; exec sleep 600) & echo $! > "$1/child"; wait`;

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

  it('passes standard input and keeps output as it is, white space and all', async () => {
    const stdin = '  größe \n\n🙂\t\n ';
    const output = await machine.host.run(['cat'], { stdin });
    expect(output).toEqual({ argv: ['cat'], exitCode: 0, stdout: stdin, stderr: '' });
  });

  it('closes standard input when there is none', async () => {
    expect((await machine.host.run(['cat'])).stdout).toBe('');
  });

  it('survives a command that does not read its standard input', async () => {
    const stdin = 'x'.repeat(5_000_000);
    expect((await machine.host.run(['true'], { stdin })).exitCode).toBe(0);
  });

  it('takes 5 MB both ways without breaking a character', async () => {
    const stdin = 'größe 🙂 '.repeat(360_000);
    const { stdout } = await machine.host.run(['cat'], { stdin });
    expect(stdout.length).toBe(stdin.length);
    expect(stdout === stdin).toBe(true);
  });

  it('keeps standard error apart; it is no failure', async () => {
    const output = await machine.host.run(['sh', '-c', 'echo out; echo err >&2']);
    expect(output).toMatchObject({ exitCode: 0, stdout: 'out\n', stderr: 'err\n' });
  });

  it.each([0, 1, 3, 124, 126, 255])('answers an attempt with exit code %i', async (code) => {
    const { exitCode } = await machine.host.attempt(['sh', '-c', 'exit "$1"', 'sh', String(code)]);
    expect(exitCode).toBe(code);
  });

  it('counts a signal as shells do', async () => {
    const { exitCode } = await machine.host.attempt(['sh', '-c', 'kill -SEGV $$']);
    expect(exitCode).toBe(128 + 11);
  });

  it('says which command failed where, with its last words', async () => {
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

  it('speaks the C locale and finds the programs of the administrator', async () => {
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

  it.each([
    ['obeys', LINGER],
    ['ignores SIGTERM', RESIST],
    ['leaves a child that ignores SIGTERM', ORPHAN],
  ])('ends a command that %s, and its children, at the deadline', async (_how, program) => {
    await using place = await make();
    const argv = ['sh', '-c', program, 'sh', place.folder.path('')] as const;
    const running = place.host.run(argv, { deadline: seconds(1) });
    const ended = expect(running).rejects.toThrow(DeadlineExceeded);
    const pids = [
      await pidIn(place.folder.path('parent')),
      await pidIn(place.folder.path('child')),
    ];
    await ended;
    await expect(running).rejects.toThrow(/not done after 1 s/);
    await allGone(pids);
  });

  it.each([
    ['obeys', LINGER],
    ['ignores SIGTERM', RESIST],
    ['leaves a child that ignores SIGTERM', ORPHAN],
  ])('ends a command that %s, and its children, when aborted', async (_how, program) => {
    await using place = await make();
    const stop = new AbortController();
    const argv = ['sh', '-c', program, 'sh', place.folder.path('')] as const;
    const running = place.host.run(argv, { signal: stop.signal });
    const ended = expect(running).rejects.toThrow(Interrupted);
    const pids = [
      await pidIn(place.folder.path('parent')),
      await pidIn(place.folder.path('child')),
    ];
    expect(await Promise.all(pids.map(runs))).toEqual([true, true]);
    stop.abort();
    await ended;
    await allGone(pids);
  });

  it('ends many commands that are aborted together, queued ones too', async () => {
    await using place = await make();
    const stop = new AbortController();
    const program = 'echo $$ > "$1"; exec sleep 600';
    const files = Array.from({ length: 8 }, (_, index) => place.folder.path(`pid-${index}`));
    const running = files.map((file) =>
      place.host.run(['sh', '-c', program, 'sh', file], { signal: stop.signal }),
    );
    const pids = Promise.all(files.map(pidIn));
    const results = Promise.allSettled(running);
    const started = await pids;
    const queued = place.host.run(['sleep', '600'], { signal: stop.signal });
    const refused = expect(queued).rejects.toThrow(Interrupted);
    stop.abort();
    await refused;
    for (const result of await results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { kind: 'interrupted' } });
    }
    await allGone(started);
    expect((await place.host.run(['echo', 'still here'])).stdout).toBe('still here\n');
  });

  it('starts nothing when aborted before', async () => {
    const file = machine.folder.path('never');
    const running = machine.host.run(['touch', file], { signal: AbortSignal.abort() });
    await expect(running).rejects.toThrow(Interrupted);
    expect(await readdir(machine.folder.path(''))).not.toContain('never');
  });

  it('aborts a command that is only just starting', async () => {
    const stop = new AbortController();
    const running = machine.host.run(['sleep', '600'], { signal: stop.signal });
    const ended = expect(running).rejects.toThrow(Interrupted);
    stop.abort();
    await ended;
  });

  it('does not take a command that exits with 124 for one that was late', async () => {
    const options = { deadline: milliseconds(30_000) };
    const output = await machine.host.attempt(['sh', '-c', 'exit 124'], options);
    expect(output.exitCode).toBe(124);
  });

  it('talks with a program, a line for a line, until it has heard enough', async () => {
    const echo = 'while read -r line; do echo "you said $line"; done; exit 0';
    const { host } = machine;
    const answers = await host.withLineProtocol(['sh', '-c', echo], async (ask) => [
      await ask('one'),
      await ask('größe'),
    ]);
    expect(answers).toEqual(['you said one', 'you said größe']);
  });

  it('blames the program where it gives no answer', async () => {
    const { host } = machine;
    const mute = host.withLineProtocol(['sh', '-c', 'echo no >&2; exit 3'], (ask) => ask('well?'));
    await expect(mute).rejects.toThrow(CommandFailed);
    const quitter = host.withLineProtocol(['true'], (ask) => ask('well?'));
    await expect(quitter).rejects.toThrow('ended before it answered');
  });

  it('ends the program when the talk fails, or is given up', async () => {
    const { host, folder } = machine;
    const program = ['sh', '-c', `echo $$ > "$1/pid"; exec cat`, 'sh', folder.path('')] as const;
    const failed = host.withLineProtocol(program, async (ask) => {
      await ask('one');
      throw new Error('enough');
    });
    await expect(failed).rejects.toThrow('enough');
    await allGone([await pidIn(folder.path('pid'))]);
    const stop = new AbortController();
    const given = host.withLineProtocol(
      program,
      async (ask) => {
        await ask('one');
        stop.abort();
        return ask('two').then(() => new Promise<never>(() => undefined));
      },
      { signal: stop.signal },
    );
    await expect(given).rejects.toThrow(Interrupted);
    await allGone([await pidIn(folder.path('pid'))]);
  });

  it('uploads any bytes, makes folders and sets modes', async () => {
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
