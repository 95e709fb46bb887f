import { problems, type Problem } from '../fault.js';
import type { FaultLab } from '../lab/lab.js';
import { startController } from './controller.js';

/** What `vrbench teardown` did. */
export interface Teardown {
  readonly exitCode: number | undefined;
  /** How many changes it undid. */
  readonly undid: number;
  readonly said: readonly string[];
}

/** Runs `vrbench teardown` to its end. */
export const teardown = async (lab: FaultLab): Promise<Teardown> => {
  const { ended, said } = startController(['teardown', '-t', lab.testbedFile]);
  const exitCode = await ended;
  const undid = said.map((line) => /^undid (\d+) changes?$/.exec(line)?.[1]).find(Boolean);
  return { exitCode, undid: Number(undid ?? 0), said };
};

/**
 * Undoes what a fault left, as a user would, and compares every machine with what it was at first.
 * @param self the controller has undone everything itself: nothing is left for teardown
 */
export const undone = async (
  lab: FaultLab,
  { self }: { readonly self: boolean },
): Promise<readonly Problem[]> => {
  const { exitCode, undid, said } = await teardown(lab);
  const wrong = [
    ...(exitCode === 0 ? [] : [`teardown exits ${exitCode ?? 'by a signal'}: ${said.join(' ')}`]),
    ...(self && undid > 0 ? [`it left ${undid} changes for teardown`] : []),
  ];
  return [...problems('wrong', wrong), ...problems('left behind', await lab.changes())];
};
