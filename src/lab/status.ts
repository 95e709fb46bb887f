import { PreconditionFailure } from '../model/failure.js';
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

/** The state of a lab that is up. @throws PreconditionFailure when it is not */
export const runningLab = async (name: string): Promise<LabState> => {
  const [{ state, machines }, known] = [await labStatus(name), await readState(labFolder(name))];
  if (state === 'up' && known !== undefined) return known;
  const stopped = machines.filter(({ running }) => !running).map((machine) => machine.name);
  throw new PreconditionFailure({
    attempted: `using lab '${name}'`,
    got: stopped.length === 0 ? 'it is not running' : `no longer running: ${stopped.join(', ')}`,
    remedy: state === 'broken' ? 'vrbench lab down, then vrbench lab up' : 'vrbench lab up',
  });
};
