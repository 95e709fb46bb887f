import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../../model/failure.js';
import { QEMU } from './qemu.js';

/** Whether /proc/PID/cmdline is that of a QEMU of the lab with this folder. Pure. */
export const belongsTo = (folder: string, cmdline: string): boolean => {
  const [program = '', ...argv] = cmdline.split('\0');
  return (
    program.split('/').at(-1) === QEMU &&
    argv.some((argument) => argument.startsWith(`file:${folder}/`))
  );
};

/** The command line of a process; empty if it does not exist or must not be read. */
const cmdlineOf = (pid: number): Promise<string> =>
  readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');

/** Whether a process with this id is a QEMU of the lab with this folder. */
export const runsIn = async (folder: string, pid: number): Promise<boolean> =>
  belongsTo(folder, await cmdlineOf(pid));

/** Every QEMU of the lab with this folder, including those not in the lab's state. */
export const labProcesses = async (folder: string): Promise<readonly number[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const ours = await Promise.all(pids.map((pid) => runsIn(folder, pid)));
  return pids.filter((_, index) => ours[index]);
};

/** In ms. */
const POLL_INTERVAL = 20;
const KILL_TIMEOUT = 10_000;

/** Kills a process if it still belongs to the lab. @throws Failure when it does not exit */
const endProcess = async (folder: string, pid: number): Promise<void> => {
  for (let waited = 0; await runsIn(folder, pid); waited += POLL_INTERVAL) {
    if (waited > KILL_TIMEOUT) {
      throw new Failure({
        attempted: 'stopping a machine of the lab',
        got: `process ${pid} is still running`,
        remedy: `inspect it: ps -fp ${pid}`,
      });
    }
    // A machine's disk is discarded, so nothing can be lost.
    if (waited === 0) process.kill(pid, 'SIGKILL');
    await delay(POLL_INTERVAL);
  }
};

/** Kills every QEMU of the lab with this folder and waits until they are gone. @throws Failure */
export const endLabProcesses = async (folder: string): Promise<void> => {
  const pids = await labProcesses(folder);
  await Promise.all(pids.map((pid) => endProcess(folder, pid)));
};
