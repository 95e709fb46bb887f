import { groupBy } from '../../model/group-by.js';
import { sendingPortOf } from '../../model/network/stream.js';
import { LONGEST_INTERVAL, wholeInterval } from '../../model/network/stream-loads.js';
import type { TrialRequest } from '../../model/trial.js';
import { pps } from '../../model/units.js';
import { apportion } from './apportion.js';
import type { StreamFlow } from './stream-flows.js';

/** A flow in equal parts that add up to it: frames exactly, and rates because the delay is multiplied. */
const inParts = (flow: StreamFlow, parts: number): readonly StreamFlow[] =>
  apportion(
    flow.count,
    Array.from({ length: parts }, (_, part) => ({ item: part, weight: 1 })),
  ).map(({ count }) => ({
    ...flow,
    intendedLoad: pps(flow.intendedLoad / parts),
    count,
    delay: wholeInterval(flow.delay * parts),
  }));

/**
 * Flows shared by the threads of a generator: if a port has fewer flows than threads, its flows are
 * split. A flow that is to change its load stays whole, as does one that is too slow.
 * @param threadsPerPort how many threads are to send from each port
 * @returns the same array if nothing is split
 */
export const threadFlows = (
  flows: readonly StreamFlow[],
  threadsPerPort: number,
): readonly StreamFlow[] => {
  const byPort = groupBy(flows, ({ stream }) => sendingPortOf(stream));
  const shared = flows.flatMap((flow) => {
    const { count, delay, second } = flow;
    const own = byPort.get(sendingPortOf(flow.stream))?.length ?? 1;
    const parts = Math.ceil(threadsPerPort / own);
    const whole = second !== undefined || count < parts || delay * parts > LONGEST_INTERVAL;
    return whole ? [flow] : inParts(flow, parts);
  });
  return shared.length === flows.length ? flows : shared;
};

/** Whether a trial's frames are identified by their numbers, which each thread counts separately. */
export const needsOneThread = ({
  tagAfter,
  secondLoad,
  reset,
}: Pick<TrialRequest, 'tagAfter' | 'secondLoad' | 'reset'>): boolean =>
  tagAfter !== undefined || secondLoad !== undefined || reset !== undefined;
