import type { Argv } from '../../../src/model/command.js';
import type { FaultLab } from '../lab/lab.js';

/** Goes on when the connection that asked for it is gone. */
const DETACHED = 'setsid sh -c "$1" sh >/dev/null 2>&1 </dev/null &';

/** Starts a program for sh on a machine that outlives the connection, which it may cut. */
export const startThere = (lab: FaultLab, machine: string, program: string): Promise<unknown> => {
  const argv: Argv = ['sh', '-c', DETACHED, 'sh', program];
  return lab.on(machine, (host) => host.run(argv));
};
