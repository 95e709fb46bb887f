import type { TrialLatency } from '../../../src/model/latency.js';
import type { InvalidReason, TrialOutcome, TrialResult } from '../../../src/model/trial.js';
import { nanoseconds, seconds } from '../../../src/model/units.js';
import type { Measurer } from '../../../src/rfc2544/measurer.js';

export const valid = { state: 'valid' } as const;

/** The latency of a trial's frames, with this clock error. */
export const took = (minimum: number, bound: number): TrialLatency => ({
  ...{ state: 'measured', clocks: { kind: 'ping-pong', bound: nanoseconds(bound) } },
  distribution: {
    ...{ frames: 100, early: 0, histogram: [], turnaround: nanoseconds(300) },
    mean: { value: nanoseconds(9_000), atLeast: nanoseconds(0), atMost: nanoseconds(90_000) },
    ...{ minimum: nanoseconds(minimum), maximum: nanoseconds(50_000) },
    percentiles: {
      ...{ p50: nanoseconds(9_000), p90: nanoseconds(20_000) },
      ...{ p99: nanoseconds(30_000), p999: nanoseconds(40_000) },
    },
  },
});

/** A tester whose trials at a load have these outcomes in turn, the last one repeatedly. */
export const scripted = (...outcomes: readonly Partial<TrialResult>[]): Measurer => {
  let made = 0;
  return {
    measure: async (request, signal) => {
      const outcome = await tester(2e6, 2e6).measure(request, signal);
      const own = outcomes[Math.min(made, outcomes.length - 1)];
      made += 1;
      return { ...outcome, ...own } as TrialOutcome;
    },
  };
};

/** A tester that sends and receives at most these rates, in frames/s; its first trials are disturbed. */
export const tester = (generator: number, sink: number, disturbed = 0): Measurer => {
  let left = disturbed;
  return {
    measure: (request): Promise<TrialOutcome> => {
      const { intendedLoad, duration } = request;
      const intended = Math.round((intendedLoad * duration) / 1e9);
      const slower = intendedLoad > generator;
      const offeredDuration = slower
        ? nanoseconds(Math.round((intended / generator) * 1e9))
        : duration;
      const most = Math.floor((sink * offeredDuration) / 1e9);
      const reasons: InvalidReason[] = [
        ...(slower ? [{ code: 'generator-fell-behind', detail: 'slow' } as const] : []),
        ...(left > 0 ? [{ code: 'link-flapped', detail: 'port gen1' } as const] : []),
      ];
      left -= 1;
      return Promise.resolve({
        request,
        counts: {
          ...{ intended, offered: intended, receivedByDut: null, forwarded: null },
          receivedBySink: Math.min(intended, most),
        },
        ...{ offeredDuration, losses: [], unlocated: 0 },
        validity: reasons.length === 0 ? { state: 'valid' } : { state: 'invalid', reasons },
        timing: { wall: seconds(1), traffic: seconds(1), settling: nanoseconds(0) },
      });
    },
  };
};
