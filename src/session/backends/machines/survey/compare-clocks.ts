import { Failure, Interrupted, reasonOf } from '../../../../model/failure.js';
import type { ClocksSetup } from '../../../../model/schema/setup/clocks.js';
import { nanoseconds } from '../../../../model/units.js';
import { midpoint } from '../../../../traffic/latency/clock-offset.js';
import type { Clocks } from '../../../../traffic/latency/clocks.js';

/** Compares the clocks of generator and sink, for the archive. @throws Interrupted */
export const compareClocks = async (
  { setting: { kind }, compare }: Clocks,
  signal: AbortSignal,
): Promise<ClocksSetup> => {
  try {
    const { offset, bound } = midpoint(await compare(signal));
    return { kind, offset: Number(offset), bound: nanoseconds(Number(bound)), unread: {} };
  } catch (error) {
    if (!(error instanceof Failure) || error instanceof Interrupted) throw error;
    const reason = reasonOf(error);
    return { kind, offset: null, bound: null, unread: { offset: reason, bound: reason } };
  }
};
