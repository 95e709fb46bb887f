import { elapsed, type Clock } from '../../host/clock.js';
import type { Interruption } from '../../linux/pktgen/restart.js';
import { Failure } from '../../model/failure.js';
import type { SinkReport } from '../../modules/frame-sink/report.js';
import type { ResetKind, TrialRequest, TrialResult } from '../../model/trial.js';
import type { Nanoseconds } from '../../model/units.js';
import type { WhileSending } from '../generator/pktgen-generator.js';
import type { PktgenSender, SentFlow } from '../generator/pktgen-senders.js';
import { lastLossOf } from './last-loss.js';
import { loadChangeOf } from './load-change.js';
import { resetCourseOf } from './reset-course.js';
import type { Reset, Resets } from './resets.js';
import { awaitMoment, type TrialMoment } from './trial-moment.js';

/** What happened during a trial. */
export type DuringTrial =
  | { readonly kind: 'none' }
  | { readonly kind: 'load-change'; readonly moment: TrialMoment }
  | {
      readonly kind: 'reset';
      readonly moment: TrialMoment;
      /** From the command until the DUT was back. */
      readonly took: Nanoseconds;
    };

/** The resources that events need. */
export interface TrialEventSetting {
  readonly resets?: Resets | undefined;
  readonly clock: Clock;
}

/** Most trials have no event. */
export const NO_EVENT: DuringTrial = { kind: 'none' };

const resetBy = (resets: Resets | undefined, kind: ResetKind): Reset => {
  const reset = resets?.[kind];
  if (reset !== undefined) return reset;
  throw new Failure({
    attempted: 'resetting the DUT during a trial',
    got: `no reset handler for '${kind}'`,
  });
};

/** The event of a trial while a sender's devices send, timed by the sender itself. */
export const trialEventOf = (
  { duration, secondLoad, reset }: TrialRequest,
  { network, devices }: PktgenSender,
  { resets, clock }: TrialEventSetting,
): WhileSending<DuringTrial> => {
  if (secondLoad !== undefined) {
    return async (signal, limit) => {
      const order = { after: duration, changeDelay: true, limit };
      return { kind: 'load-change', moment: await awaitMoment(network, devices, order, signal) };
    };
  }
  if (reset !== undefined) {
    const cause = resetBy(resets, reset.kind);
    return async (signal, limit) => {
      const order = { after: reset.after, changeDelay: false, limit };
      const moment = await awaitMoment(network, devices, order, signal);
      const started = clock.now();
      await cause(signal);
      return { kind: 'reset', moment, took: elapsed(started, clock.now()) };
    };
  }
  return () => Promise.resolve(NO_EVENT);
};

/** Events that happened after the traffic had ended. */
export const eventProblems = (event: DuringTrial): readonly string[] =>
  event.kind === 'none'
    ? []
    : event.moment.devices.flatMap(({ device, then }) =>
        then.sent < device.count
          ? []
          : [`${device.interface}: it had sent all its frames before the ${event.kind}`],
      );

/** What is known about the frames of a trial. */
export interface EventEvidence {
  readonly sent: readonly SentFlow[];
  /** Times in which the generator could not send. */
  readonly interruptions: readonly Interruption[];
  /** Absent if only NICs count. */
  readonly report?: SinkReport | undefined;
}

/** An event's part of a trial's result. @throws Failure if that cannot be determined */
export const eventResult = (
  event: DuringTrial,
  { sent, interruptions, report }: EventEvidence,
): Pick<TrialResult, 'lastLoss' | 'loadChange' | 'reset'> => {
  const evidence = report && { sent, flows: report.flows };
  switch (event.kind) {
    case 'none':
      return {};
    case 'load-change': {
      const { moment } = event;
      const loadChange = loadChangeOf(moment);
      return evidence ? { loadChange, lastLoss: lastLossOf(evidence, moment) } : { loadChange };
    }
    case 'reset':
      return { reset: resetCourseOf({ ...event, interruptions }, evidence) };
  }
};
