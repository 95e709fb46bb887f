import type { RoleName } from '../../config/testbed/testbed-file.js';
import { counterText } from '../../linux/counters/index.js';
import type { InvalidReason } from '../../model/trial.js';
import { increaseBetween } from './increase.js';
import type { CounterRef, Reading } from './reading.js';

/** The names of machines in messages, by role. */
export type MachineNames = Readonly<Record<RoleName, string>>;

/** A counter and its machine: `rx_packets of eth1 on dut`. */
export const placedText = (counterRef: CounterRef, machines: MachineNames): string =>
  counterRef.at === 'controller'
    ? `drops of UDP port ${counterRef.udpPort}, an emulated wire, on this computer`
    : `${counterText(counterRef.counter)} on ${machines[counterRef.at]}`;

/** If a device is gone, so are all of its counters: more need not be named. */
const MOST_NAMED = 3;

/**
 * The counters of a trial whose two readings cannot be compared: one was reset, wrapped, or is
 * missing. Pure.
 * @param most frames that were sent in all
 */
export const incomparable = (
  counters: readonly CounterRef[],
  before: Reading,
  after: Reading,
  { most, machines }: { readonly most: number; readonly machines: MachineNames },
): readonly InvalidReason[] => {
  const details = counters.flatMap((counter) => {
    const found = increaseBetween(counter, before, after, most);
    return found.state === 'known' ? [] : [`${placedText(counter, machines)}: ${found.why}`];
  });
  const more = details.length - MOST_NAMED;
  return details.slice(0, MOST_NAMED).map((detail, index): InvalidReason => ({
    code: 'counters-not-comparable',
    detail: index === MOST_NAMED - 1 && more > 0 ? `${detail}, and ${more} more` : detail,
  }));
};
