import type { Argv } from '../../../src/model/command.js';
import type { FaultLab } from './lab.js';

/** Goes on when the connection that asked for it is gone, and begins a moment after. */
const DETACHED = `program=$1
shift
setsid sh -c "sleep 0.3; $program" sh "$@" >/dev/null 2>&1 </dev/null &`;

/** Starts a program for sh on a machine that outlives the connection, which it may cut. */
export const startThere = async (
  lab: FaultLab,
  machine: string,
  program: string,
  ...argv: readonly string[]
): Promise<void> => {
  const command: Argv = ['sh', '-c', DETACHED, 'sh', program, ...argv];
  await lab.on(machine, (host) => host.run(command));
};
