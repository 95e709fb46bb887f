import type { Argv } from '../../src/model/command.js';
import { factsOf, type Facts } from './facts.js';

/** Every process with its parent. */
export const PS: Argv = ['ps', '-e', '-ww', '-o', 'pid=,ppid=,args='];

interface Process {
  readonly pid: string;
  readonly parent: string;
  readonly args: string;
}

const parse = (text: string): readonly Process[] =>
  text.split('\n').flatMap((line) => {
    const found = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    const [, pid = '', parent = '', args = ''] = found ?? [];
    return found === null ? [] : [{ pid, parent, args }];
  });

/** As `ps` shows kernel threads, and the processes of logins. */
const KTHREADD = '2';
const LOGIN = 'sshd: ';

/** A process and its ancestors, up to the first process of the machine. */
const withAncestors = (
  process: Process | undefined,
  byPid: ReadonlyMap<string, Process>,
): readonly Process[] =>
  process === undefined ? [] : [process, ...withAncestors(byPid.get(process.parent), byPid)];

/**
 * The processes in the output of PS: without kernel threads, logins, and what the connection that asks
 * runs. Those that have outlived their own connection are there. Pure.
 */
export const processesIn = (text: string): Facts => {
  const processes = parse(text);
  const byPid = new Map(processes.map((process) => [process.pid, process]));
  const self = processes.find(({ args }) => args === PS.join(' '));
  const login = withAncestors(self, byPid).find(({ args }) => args.startsWith(LOGIN));
  const ofOthers = processes.filter(
    (process) =>
      process.pid !== KTHREADD &&
      process.parent !== KTHREADD &&
      !process.args.startsWith(LOGIN) &&
      !withAncestors(process, byPid).some((each) => each === login || each === self),
  );
  return factsOf(ofOthers.map(({ args }) => [args, 'running']));
};
