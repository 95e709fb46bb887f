import { Failure, PreconditionFailure } from '../model/failure.js';
import { labFolder } from './local/folders.js';
import { labProcesses, runsIn } from './machine/process.js';
import { readState, type LabState } from './state.js';

/** A lab's machines, and whether they are running. */
export interface LabStatus {
  readonly name: string;
  /** `broken`: some of the machines have stopped, or were left behind. */
  readonly state: 'up' | 'down' | 'broken';
  readonly machines: readonly {
    readonly name: string;
    readonly pid: number;
    readonly sshPort: number;
    readonly running: boolean;
  }[];
}

/** The status of a lab. @throws Failure when its state cannot be read */
export const labStatus = async (name: string): Promise<LabStatus> => {
  const folder = labFolder(name);
  const state = await readState(folder);
  const machines = await Promise.all(
    (state?.machines ?? []).map(async (machine) => ({
      ...machine,
      running: await runsIn(folder, machine.pid),
    })),
  );
  if (state === undefined) {
    const leftBehind = (await labProcesses(folder)).length > 0;
    return { name, state: leftBehind ? 'broken' : 'down', machines };
  }
  return { name, state: machines.every(({ running }) => running) ? 'up' : 'broken', machines };
};

/** A machine of a lab has stopped by itself, or was killed. */
export class MachineStopped extends Failure {
  override readonly kind = 'unreachable';

  /** @param pid that of its QEMU; absent if the whole lab is down */
  constructor(lab: string, machine: string, pid?: number) {
    const reason = pid === undefined ? 'the lab is down' : `its QEMU, process ${pid}, has ended`;
    super({
      attempted: `using machine '${machine}' of lab '${lab}'`,
      got: `it no longer runs: ${reason}`,
      remedy: 'vrbench lab down, then vrbench lab up',
    });
  }
}

/** How a machine of a lab that was up has stopped; `undefined` while it runs. @throws Failure */
export const whyStopped = async (
  lab: string,
  machine: string,
): Promise<MachineStopped | undefined> => {
  const { state, machines } = await labStatus(lab);
  if (state === 'down') return new MachineStopped(lab, machine);
  const stopped = machines.find(({ name, running }) => name === machine && !running);
  return stopped && new MachineStopped(lab, machine, stopped.pid);
};

/** A lab that was booted, and those of its machines that no longer run. */
export interface BootedLab {
  readonly state: LabState;
  readonly stopped: readonly LabState['machines'][number][];
}

/** A lab that was booted, whether or not all its machines still run. @throws PreconditionFailure for another one */
export const bootedLab = async (name: string): Promise<BootedLab> => {
  const [{ machines }, state] = [await labStatus(name), await readState(labFolder(name))];
  if (state === undefined) {
    throw new PreconditionFailure({
      attempted: `using lab '${name}'`,
      got: 'it is not running',
      remedy: 'vrbench lab up',
    });
  }
  return { state, stopped: machines.filter(({ running }) => !running) };
};

/** The state of a lab that is up. @throws PreconditionFailure when it is not, or a machine no longer runs */
export const runningLab = async (name: string): Promise<LabState> => {
  const { state, stopped } = await bootedLab(name);
  if (stopped.length === 0) return state;
  throw new PreconditionFailure({
    attempted: `using lab '${name}'`,
    got: `no longer running: ${stopped.map((machine) => machine.name).join(', ')}`,
    remedy: 'vrbench lab down, then vrbench lab up',
  });
};
