import { Failure } from '../../../../model/failure.js';
import { MOST_FAILED_IN_A_ROW } from '../../../../rfc2544/trials/attempt.js';

/** The most repairs in a run. */
const MOST_IN_ALL = 20;

/** How often the machines of a run have been repaired. */
export interface RepairCount {
  inARow: number;
  inAll: number;
}

/** At the start of a run. */
export const noRepairs = (): RepairCount => ({ inARow: 0, inAll: 0 });

/** The failure of a run that has reached a limit of repairs; undefined if another repair is allowed. */
export const beyondLimits = (
  { inARow, inAll }: RepairCount,
  reason: string,
): Failure | undefined => {
  if (inARow <= MOST_FAILED_IN_A_ROW && inAll <= MOST_IN_ALL) return undefined;
  const many =
    inARow > MOST_FAILED_IN_A_ROW ? `${inARow} trials in a row` : `${inAll} trials of this run`;
  return new Failure({
    attempted: 'measuring',
    got:
      `${many} broke, the last: ${reason}; after a trial that breaks the machines are set up again, ` +
      `at most ${MOST_FAILED_IN_A_ROW} times in a row and ${MOST_IN_ALL} times in a run`,
    remedy: "see the machines' kernel logs in the archive, in kernel-logs/",
  });
};
