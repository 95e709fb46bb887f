import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { Failure, reasonOf } from '../../model/failure.js';
import { lastLines } from '../local/command.js';
import type { PlannedMachine } from '../plan.js';
import { machineFiles, qemuCommand, type MachinePlace } from './qemu.js';

/** A QEMU process that was started. */
export interface StartedMachine {
  readonly name: string;
  readonly pid: number;
  readonly sshPort: number;
  /** Aborted, with the reason, when the machine ends. */
  readonly ended: AbortSignal;
  /** Lets this process end while the machine goes on. */
  release(): void;
}

/** A machine that ended while it was being booted. */
export class MachineEnded extends Failure {
  /** Whether somebody else had taken one of the ports that were free before. */
  readonly portTaken: boolean;

  constructor(machine: string, log: string, serial: string) {
    const text = [lastLines(log), lastLines(serial)].filter((part) => part !== '').join('\n');
    super({ attempted: 'booting', where: machine, got: `QEMU ended\n${text}`.trimEnd() });
    this.portTaken = /Address already in use|Could not set up host forwarding rule/.test(log);
  }
}

/** What a machine's console and its QEMU have said so far. */
export const machineWords = async (
  folder: string,
  machine: string,
): Promise<{ readonly log: string; readonly serial: string }> => {
  const files = machineFiles(folder, machine);
  const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
  return { log: await read(files.log), serial: await read(files.serial) };
};

/**
 * Starts a machine's QEMU. It outlives this process unless it is ended.
 * @throws Failure when QEMU cannot be started at all
 */
export const startMachine = async (
  machine: PlannedMachine,
  place: MachinePlace,
): Promise<StartedMachine> => {
  const { name } = machine;
  const [program, ...argv] = qemuCommand(machine, place);
  const log = await open(machineFiles(place.folder, name).log, 'w');
  try {
    // Detached: ^C on the terminal is answered by this program, which then ends its machines.
    const qemu = spawn(program, argv, {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      // What the machine writes to its disk: a file without a name, or, for a moment, with one.
      env: { ...process.env, TMPDIR: place.folder },
    });
    const ended = new AbortController();
    qemu.once('exit', () => {
      void machineWords(place.folder, name).then((words) => {
        ended.abort(new MachineEnded(name, words.log, words.serial));
      });
    });
    await once(qemu, 'spawn');
    return {
      name,
      pid: qemu.pid ?? 0,
      sshPort: place.sockets.ssh.get(name) ?? 0,
      ended: ended.signal,
      release: () => {
        qemu.unref();
      },
    };
  } catch (cause) {
    const got = reasonOf(cause);
    throw new Failure({ attempted: 'starting QEMU', where: name, got, cause });
  } finally {
    await log.close();
  }
};
