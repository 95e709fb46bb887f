import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { Failure, reasonOf } from '../../model/failure.js';
import { lastLines } from '../local/command.js';
import type { PlannedMachine } from '../plan.js';
import { machineFiles, qemuCommand, type BootEnvironment } from './qemu.js';

/** A running QEMU process. */
export interface StartedMachine {
  readonly name: string;
  readonly pid: number;
  readonly sshPort: number;
  /** Aborted, with the reason, when QEMU exits. */
  readonly ended: AbortSignal;
  /** Lets this process exit while the machine keeps running. */
  release(): void;
}

/** QEMU exited while its machine was booting. */
export class MachineEnded extends Failure {
  /** Whether another process had taken one of the chosen ports meanwhile. */
  readonly portTaken: boolean;

  constructor(machine: string, log: string, serial: string) {
    const text = [lastLines(log), lastLines(serial)].filter((part) => part !== '').join('\n');
    super({ attempted: 'booting', where: machine, got: `QEMU exited\n${text}`.trimEnd() });
    this.portTaken = /Address already in use|Could not set up host forwarding rule/.test(log);
  }
}

/** The logs of a machine's QEMU and of its console so far. */
export const machineLogs = async (
  folder: string,
  machine: string,
): Promise<{ readonly log: string; readonly serial: string }> => {
  const files = machineFiles(folder, machine);
  const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
  return { log: await read(files.log), serial: await read(files.serial) };
};

/**
 * Starts a machine's QEMU, which outlives this process.
 * @throws Failure when QEMU cannot be started
 */
export const startMachine = async (
  machine: PlannedMachine,
  environment: BootEnvironment,
): Promise<StartedMachine> => {
  const { name } = machine;
  const [program, ...argv] = qemuCommand(machine, environment);
  const log = await open(machineFiles(environment.folder, name).log, 'w');
  try {
    // Detached: ^C must reach only this program, which then stops its machines.
    const qemu = spawn(program, argv, {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      // Where QEMU keeps what the machine writes to its disk.
      env: { ...process.env, TMPDIR: environment.folder },
    });
    const ended = new AbortController();
    qemu.once('exit', () => {
      void machineLogs(environment.folder, name).then((logs) => {
        ended.abort(new MachineEnded(name, logs.log, logs.serial));
      });
    });
    await once(qemu, 'spawn');
    return {
      name,
      pid: qemu.pid ?? 0,
      sshPort: environment.sockets.ssh.get(name) ?? 0,
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
