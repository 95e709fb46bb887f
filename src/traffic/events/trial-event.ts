import type { SinkReport } from '../../modules/frame-sink/report.js';
import type { PktgenDevice } from '../../linux/pktgen/device.js';
import {
  atMoment,
  parseMoment,
  type AtMoment,
  type PktgenMoment,
} from '../../linux/pktgen/moment.js';
import type { PktgenResult } from '../../linux/pktgen/result.js';
import { inNamespace } from '../../model/command.js';
import type { TrialRequest, TrialResult } from '../../model/trial.js';
import { nanoseconds, seconds, type Nanoseconds } from '../../model/units.js';
import { elapsed, type Clock } from '../../host/clock.js';
import { lastLossOf } from './last-loss.js';
import { loadChangeOf } from './load-change.js';
import type { WhileSending } from '../generator/pktgen-generator.js';
import type { PktgenSender } from '../generator/pktgen-senders.js';
import { resetCourseOf } from './reset-course.js';
import type { Resets } from './resets.js';

/** What outcome to a trial while it went on. */
export type DuringTrial =
  | { readonly kind: 'none' }
  | { readonly kind: 'load-change'; readonly moment: PktgenMoment }
  | {
      readonly kind: 'reset';
      readonly moment: PktgenMoment;
      /** From the order until the DUT was back. */
      readonly took: Nanoseconds;
    };

/** Who makes incidents happen. */
export interface TrialEventSetting {
  readonly resets?: Resets;
  readonly clock: Clock;
}

/** As in most trials. */
export const NO_EVENT: DuringTrial = { kind: 'none' };

/** What a trial wants to happen while a sender's devices send, timed by the sender itself. */
export const trialEventOf = (
  { duration, secondLoad, reset }: TrialRequest,
  { network: { host, namespace }, devices }: Pick<PktgenSender, 'network' | 'devices'>,
  { resets, clock }: TrialEventSetting,
): WhileSending<DuringTrial> => {
  const at = async (
    after: Nanoseconds,
    changes: readonly AtMoment[],
    signal: AbortSignal,
    limit: Nanoseconds,
  ): Promise<PktgenMoment> => {
    const argv = inNamespace(namespace, atMoment(after, changes));
    const deadline = nanoseconds(limit + seconds(30));
    const { stdout } = await host.run(argv, { signal, deadline });
    return parseMoment(stdout, changes, host.name);
  };
  if (secondLoad !== undefined) {
    const changes = devices.map(({ interface: port, laterDelay }) => ({
      interface: port,
      ...(laterDelay !== undefined && { delay: laterDelay }),
    }));
    return async (signal, limit) => ({
      kind: 'load-change',
      moment: await at(duration, changes, signal, limit),
    });
  }
  if (reset !== undefined) {
    const cause = resets?.[reset.kind];
    if (cause === undefined) throw new RangeError(`nobody knows how to reset by ${reset.kind}`);
    const watched = devices.map(({ interface: port }) => ({ interface: port }));
    return async (signal, limit) => {
      const moment = await at(reset.after, watched, signal, limit);
      const ordered = clock.now();
      await cause(signal);
      return { kind: 'reset', moment, took: elapsed(ordered, clock.now()) };
    };
  }
  return () => Promise.resolve(NO_EVENT);
};

/** Incidents that came when there was no traffic any more. */
export const eventProblems = (
  devices: readonly PktgenDevice[],
  incident: DuringTrial,
): readonly string[] =>
  incident.kind === 'none'
    ? []
    : devices.flatMap(({ interface: port, count }, index) =>
        (incident.moment.devices[index]?.sent ?? 0) < count
          ? []
          : [`${port}: it had sent all its frames before the ${incident.kind} came`],
      );

/** What is known of the frames of a trial. */
export interface TrialEvidence {
  readonly devices: readonly PktgenDevice[];
  readonly results: readonly PktgenResult[];
  /** Absent where only NICs count. */
  readonly report: SinkReport | undefined;
}

/** What an incident left in a trial's result. @throws Failure where it cannot be told */
export const eventResult = (
  incident: DuringTrial,
  { report, ...sent }: TrialEvidence,
): Pick<TrialResult, 'lastLoss' | 'loadChange' | 'reset'> => {
  const evidence = report && { ...sent, flows: report.flows };
  switch (incident.kind) {
    case 'none':
      return {};
    case 'load-change': {
      const { moment } = incident;
      const loadChange = loadChangeOf(sent.devices, moment);
      return evidence ? { loadChange, lastLoss: lastLossOf(evidence, moment) } : { loadChange };
    }
    case 'reset':
      return { reset: resetCourseOf(incident, evidence) };
  }
};
