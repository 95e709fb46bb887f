import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { quote } from '../../../src/host/command/quote.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const MAIN = `${ROOT}dist/cli/main.js`;

/** A vrbench that is running. */
export interface Controller {
  /** What it has printed, by line. */
  readonly said: readonly string[];
  /** Its own process. */
  readonly pid: number;
  /** Waits for a line for the n-th time. @returns false when it ended without */
  readonly reached: (line: RegExp, occurrence: number) => Promise<boolean>;
  /** Its exit code; undefined where only its parent is told it, or a signal ended it. */
  readonly ended: Promise<number | undefined>;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Closes what reads its output: the pipes, or the terminal that it runs in. */
  readonly closeOutput: () => void;
}

/** In ms. A controller that takes longer hangs: it may wait 10 minutes for each machine, more than once. */
const LIMIT = 2_400_000;
const POLL = 20;

/** Waits until a process that is nobody's child here is gone. */
const gone = async (pid: number): Promise<undefined> => {
  while (existsSync(`/proc/${pid}`)) await delay(POLL);
  return undefined;
};

interface Watch {
  readonly line: RegExp;
  left: number;
  readonly tell: (reached: boolean) => void;
}

/** Collects lines, and tells those who wait for one. */
const listening = () => {
  const said: string[] = [];
  const watches = new Set<Watch>();
  return {
    said,
    hear: (line: string): void => {
      said.push(line);
      for (const watch of watches) {
        if (watch.line.test(line)) watch.left -= 1;
        if (watch.left > 0) continue;
        watches.delete(watch);
        watch.tell(true);
      }
    },
    ended: (): void => {
      for (const { tell } of watches) tell(false);
    },
    reached: (line: RegExp, occurrence: number): Promise<boolean> =>
      new Promise((tell) => {
        const left = occurrence - said.filter((each) => line.test(each)).length;
        if (left <= 0) tell(true);
        else watches.add({ line, left, tell });
      }),
  };
};

const hearing = (child: ChildProcess, hear: (line: string) => void): void => {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    stream.on('error', () => undefined);
    createInterface({ input: stream }).on('line', (line) => {
      // Without the time of day.
      hear(line.trimEnd().replace(/^\d\d:\d\d:\d\d /, ''));
    });
  }
};

const exitOf = (child: ChildProcess): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? undefined);
    });
  });

const limited = async (ended: Promise<number | undefined>, pid: number) => {
  const timer = setTimeout(() => {
    process.kill(pid, 'SIGKILL');
  }, LIMIT);
  try {
    return await ended;
  } finally {
    clearTimeout(timer);
  }
};

const ENVIRONMENT = { NO_COLOR: '1' };

/** Starts the built vrbench with its output in pipes. */
export const startController = (args: readonly string[]): Controller => {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A ^C at the campaign's terminal is not for it.
    detached: true,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('vrbench was not started');
  const { said, hear, ended: stop, reached } = listening();
  hearing(child, hear);
  const ended = limited(exitOf(child), pid).finally(stop);
  return {
    said,
    pid,
    reached,
    ended,
    signal: (name) => child.kill(name),
    closeOutput: () => {
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
};

const PID_LINE = /^controller (\d+)$/;

/** The same in a terminal of its own; lines instead of a bar, as terminals without movement have. */
export const startInTerminal = async (args: readonly string[]): Promise<Controller> => {
  // As any other child of a terminal, it leads the session that the terminal controls.
  const words = [process.execPath, MAIN, ...args];
  const command = `echo "controller $$"; exec ${words.map(quote).join(' ')}`;
  const child = spawn('script', ['-q', '-f', '-c', command, '/dev/null'], {
    cwd: ROOT,
    env: { ...process.env, ...ENVIRONMENT, TERM: 'dumb', SHELL: '/bin/sh' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { said, hear, ended: stop, reached } = listening();
  hearing(child, hear);
  const started = exitOf(child).then(stop);
  if (!(await reached(PID_LINE, 1))) throw new Error(`no terminal: ${said.join(' ')}`);
  const pid = Number(said.map((line) => PID_LINE.exec(line)?.[1]).find(Boolean));
  return {
    said,
    pid,
    reached,
    ended: limited(
      started.then(() => gone(pid)),
      pid,
    ),
    signal: (name) => {
      process.kill(pid, name);
    },
    closeOutput: () => child.kill('SIGKILL'),
  };
};
