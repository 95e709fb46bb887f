import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { describe, expect, it, vi } from 'vitest';
import { join } from 'node:path';
import { REPORT_FILE } from '../../../../src/results/archive.js';
import { readRun, readTrials } from '../../../../src/results/read-run.js';
import { manyTrials, onlyRun, ROOT, type ManyTrials } from '../many-trials.js';

const WAIT = { timeout: 50_000, interval: 50 };

/** How a run ended, and how many trials it journaled. */
const ended = async ({ results }: ManyTrials) => {
  const run = (await onlyRun(results)) ?? '';
  const { trials, torn } = await readTrials(run);
  return { state: (await readRun(run)).state.state, trials: trials.length, torn };
};

const COMPLETE = { state: 'complete', trials: 100, torn: false };

/** Runs it with its outputs as a shell has them. @returns its exit code, then what went to where messages go */
const inShell = async ({ argv, folder }: ManyTrials, redirected: string) => {
  const script = `"$@" ${redirected}`;
  const { stdout } = await execa('bash', ['-c', script, 'bash', ...argv], {
    cwd: ROOT,
    env: { NO_COLOR: '1', MESSAGES: join(folder, 'messages') },
    reject: false,
  });
  return stdout;
};

const messages = ({ folder }: ManyTrials): Promise<string> =>
  readFile(join(folder, 'messages'), 'utf8');

describe('output that cannot be written ends no run', () => {
  it('whose reader goes away', async () => {
    await using many = await manyTrials();
    expect(await inShell(many, '2>&1 | head -n 3 >"$MESSAGES"; echo ${PIPESTATUS[0]}')).toBe('0');
    expect(await ended(many)).toEqual(COMPLETE);
  });

  it('to a full disk: data that is missing is a failure, messages are not', async () => {
    await using many = await manyTrials();
    expect(await inShell(many, '>/dev/full 2>"$MESSAGES"; echo $?')).toBe('1');
    expect(await messages(many)).toMatch(
      /vrbench: writing to standard output: ENOSPC.*: the output is incomplete\n/,
    );
    expect(await ended(many)).toEqual(COMPLETE);

    await using other = await manyTrials();
    expect(await inShell(other, '2>/dev/full >"$MESSAGES"; echo $?')).toBe('0');
    expect(await messages(other)).toContain('figures: simulated');
    expect(await ended(other)).toEqual(COMPLETE);
  });

  it('to outputs that are closed, or open for reading alone', async () => {
    await using many = await manyTrials();
    expect(await inShell(many, '<&- >&- 2>&-; echo $? >"$MESSAGES"')).toBe('');
    expect(await messages(many)).toBe('0\n');
    expect(await ended(many)).toEqual(COMPLETE);

    await using other = await manyTrials();
    await inShell(other, '1</dev/null 2</dev/null; echo $? >"$MESSAGES"');
    expect(await messages(other)).toBe('1\n');
    expect(await ended(other)).toEqual(COMPLETE);
  });

  it('to a reader that reads nothing: messages are dropped', async () => {
    // More than a pipe holds.
    const trials = 600;
    await using many = await manyTrials(trials);
    const redirected = '-v 2> >(trap : TERM; read -r line; sleep 100 & echo $! >"$MESSAGES"; wait)';
    const code = await inShell(many, `${redirected} >/dev/null; echo $?; kill $(cat "$MESSAGES")`);
    expect(code).toBe('0');
    expect(await ended(many)).toEqual({ ...COMPLETE, trials });
  });
});

/** A program on a terminal of its own, whose output nothing reads unless it is read here. */
const onTerminal = (argv: readonly string[]) => {
  const command = `exec ${argv.map((word) => `'${word}'`).join(' ')}`;
  return spawn('script', ['--quiet', '--flush', '--return', '--command', command, '/dev/null'], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
};

describe('a terminal', () => {
  it('that is closed in the middle of a trial stops the run as ^C does', async () => {
    await using many = await manyTrials(1000);
    const terminal = onTerminal(many.argv);
    terminal.stdout.resume();
    await vi.waitFor(async () => {
      expect(await many.journaled()).toBeGreaterThan(5);
    }, WAIT);
    terminal.kill('SIGKILL');
    await vi.waitFor(async () => {
      expect((await ended(many)).state).toBe('interrupted');
    }, WAIT);
    const { trials, torn } = await ended(many);
    expect(torn).toBe(false);
    expect(trials).toBeLessThan(1000);
    // An interrupted run has its page, too.
    await vi.waitFor(async () => {
      const page = await readFile(join((await onlyRun(many.results)) ?? '', REPORT_FILE), 'utf8');
      expect(page).toContain('interrupted: below is what was measured until then');
    }, WAIT);
  });

  it('that nothing reads stops no run, and ^C reaches it', async () => {
    await using many = await manyTrials();
    const terminal = onTerminal([...many.argv, '-v']);
    const exited = once(terminal, 'exit');
    await vi.waitFor(async () => {
      expect((await ended(many)).state).toBe('complete');
    }, WAIT);
    // What is left to do is to print; it is not waited for any more.
    terminal.stdin.write('\u0003');
    terminal.stdout.resume();
    await exited;
    expect(await ended(many)).toEqual(COMPLETE);
  });
});

describe('a signal', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
    '%s stops the run, twice is as once, and the exit code is 130',
    async (name) => {
      await using many = await manyTrials(1000);
      const [program, ...argv] = many.argv;
      const run = execa(program, argv, { cwd: ROOT, reject: false });
      await vi.waitFor(async () => {
        expect(await many.journaled()).toBeGreaterThan(5);
      }, WAIT);
      run.kill(name);
      run.kill(name);
      const { exitCode, stderr } = await run;
      expect(exitCode).toBe(130);
      expect(stderr).toContain('stopping: any changes are undone first');
      expect((await ended(many)).state).toBe('interrupted');
    },
  );
});
