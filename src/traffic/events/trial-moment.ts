import type { RoleNetwork } from '../../host/role-network.js';
import type { PktgenDevice } from '../../linux/pktgen/device.js';
import { atMoment, parseMoment, type AtMoment } from '../../linux/pktgen/moment.js';
import type { PktgenResult } from '../../linux/pktgen/result.js';
import { between, type Instant } from '../../model/instant.js';
import { clampToZero, nanoseconds, seconds, type Nanoseconds } from '../../model/units.js';
import type { FlowDevice } from '../generator/pktgen-devices.js';

/** A device and its progress at some moment. */
export interface DeviceThen {
  readonly device: PktgenDevice;
  /** `stoppedAt` is that moment. */
  readonly then: PktgenResult;
}

/** A moment while devices send. */
export interface TrialMoment {
  /** By the generator's clock, before the first delay was changed and after the last was. */
  readonly before: Instant;
  readonly after: Instant;
  /** As they were right after that. */
  readonly devices: readonly DeviceThen[];
}

/** When devices are to be changed, from their start. */
export interface MomentOrder {
  readonly after: Nanoseconds;
  /** Whether the devices continue with their later delay. */
  readonly changeDelay: boolean;
  /** How long the devices may run at most. */
  readonly limit: Nanoseconds;
}

/**
 * Waits for a moment on the machine whose devices send, and returns their progress at that moment.
 * @throws ParseFailure, and what Host.run throws
 */
export const awaitMoment = async (
  { host }: Pick<RoleNetwork, 'host'>,
  devices: readonly Pick<FlowDevice, 'device'>[],
  { after, changeDelay, limit }: MomentOrder,
  signal: AbortSignal,
): Promise<TrialMoment> => {
  const changes = devices.map(({ device }): AtMoment => ({
    interface: device.interface,
    delay: changeDelay ? device.laterDelay : undefined,
  }));
  const deadline = nanoseconds(limit + seconds(30));
  const { stdout } = await host.run(atMoment(after, changes), { signal, deadline });
  const printed = parseMoment(stdout, changes, host.name);
  // Printed in the order asked for.
  const pairs = devices.flatMap(({ device }, index): DeviceThen[] => {
    const then = printed.devices[index];
    return then === undefined ? [] : [{ device, then }];
  });
  return { before: printed.before, after: printed.after, devices: pairs };
};

/** When a trial began, by the generator's monotonic clock, in µs: its first device did. */
export const startOf = (results: readonly PktgenResult[]): number =>
  Math.min(...results.map(({ startedAt }) => startedAt));

/**
 * The position of a moment of the generator's clock in the trial. Clocks are compared at one
 * moment, right after the change; the time that takes does not affect intervals of one clock.
 */
export const sinceStart = (
  { after, devices }: Pick<TrialMoment, 'after' | 'devices'>,
  at: Instant,
): Nanoseconds => {
  const [first] = devices;
  if (first === undefined) throw new RangeError('no device sends at that moment');
  const start = startOf(devices.map(({ then }) => then));
  const now = (first.then.stoppedAt - start) * 1000;
  return clampToZero(now + between(after, at));
};
