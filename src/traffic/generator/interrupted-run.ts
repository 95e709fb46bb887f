import type { PktgenDevice } from '../../linux/pktgen/device.js';
import type { Interruption } from '../../linux/pktgen/restart.js';
import type { PktgenResult } from '../../linux/pktgen/result.js';
import { sum } from '../../model/numbers/sum.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';

/** A device and its result. */
export interface DeviceRun {
  readonly device: PktgenDevice;
  /** From its first start to its last stop, over all starts. */
  readonly result: PktgenResult;
  /** Present if it was started more than once, or its port lost its carrier before the end. */
  readonly interrupted?: InterruptedDevice | undefined;
}

/** A device whose port lost its carrier. */
export interface InterruptedDevice {
  /** Its results, start by start. */
  readonly parts: readonly PktgenResult[];
  /** Frames that were due while no port could send. */
  readonly withheld: number;
}

/** The results of several starts as one. */
const asOne = (first: PktgenResult, parts: readonly PktgenResult[]): PktgenResult => {
  const last = parts.at(-1) ?? first;
  const busy = parts.map((part) => part.busy);
  return {
    ...last,
    count: first.count,
    startedAt: first.startedAt,
    sent: sum(parts.map(({ sent }) => sent)),
    errors: sum(parts.map(({ errors }) => errors)),
    busy: busy.includes(null) ? null : sum(busy.map((each) => each ?? 0)),
  };
};

/**
 * A device's run through interruptions. Pure.
 * @param index of the device in them
 * @param last its last result
 */
export const deviceRun = (
  device: PktgenDevice,
  index: number,
  interruptions: readonly Interruption[],
  last: PktgenResult,
): DeviceRun => {
  const before = interruptions.flatMap((each) => each.devices[index] ?? []);
  const [first] = before;
  if (first === undefined) return { device, result: last };
  const resumed = interruptions.at(-1)?.resumed !== null;
  const parts = resumed ? [...before, last] : before;
  const result = asOne(first, parts);
  const left = resumed ? Math.max(0, last.count - last.sent) : 0;
  const withheld = Math.max(0, device.count - result.sent - left);
  return { device, result, interrupted: { parts, withheld } };
};

/** How long a device was sending, in microseconds. */
const sendingOf = ({ result, interrupted }: DeviceRun): number =>
  sum((interrupted?.parts ?? [result]).map(({ startedAt, stoppedAt }) => stoppedAt - startedAt));

/** From the first start to the last stop, in microseconds. */
const spanOf = (runs: readonly DeviceRun[]): number =>
  Math.max(...runs.map(({ result }) => result.stoppedAt)) -
  Math.min(...runs.map(({ result }) => result.startedAt));

/**
 * How long sending took. If devices were interrupted, not all at the same moment, it is the time in
 * which they would have sent all frames at their rates.
 */
export const sendingTime = (runs: readonly DeviceRun[]): Nanoseconds => {
  const sent = sum(runs.map(({ result }) => result.sent));
  const interrupted = runs.some((run) => run.interrupted !== undefined);
  if (!interrupted || sent === 0) return nanoseconds(Math.max(0, spanOf(runs)) * 1000);
  const rates = runs.map((run) => (run.result.sent === 0 ? 0 : run.result.sent / sendingOf(run)));
  return nanoseconds(Math.round((sent / sum(rates)) * 1000));
};
