import type { TrialLatency } from '../../model/latency.js';
import type {
  DropReasons,
  PortPauses,
  StreamShare,
  TrialProcessors,
  TrialRequest,
  TrialResult,
  TrialTiming,
} from '../../model/trial.js';
import type { Nanoseconds, Pps } from '../../model/units.js';
import type { MachineNames } from '../counters/comparable.js';
import type { Account } from '../counters/conservation.js';
import { offeredParts } from '../events/offered-parts.js';
import type { StreamFlow } from '../flows/stream-flows.js';
import { validityOf, type Tolerances } from './validity.js';

/** A finished trial, for any kind of generator. */
export interface TrialFacts {
  readonly request: TrialRequest;
  readonly flows: readonly StreamFlow[];
  /** What the generator was set to, load by load. */
  readonly effectiveLoad: Pps;
  readonly effectiveSecondLoad?: Pps | undefined;
  readonly account: Account;
  readonly machines: MachineNames;
  /** How long the generator sent, by its own clock. */
  readonly duration: Nanoseconds;
  readonly cutOff: boolean;
  /** Problems of the generator. */
  readonly problems: readonly string[];
  readonly settled: boolean;
  /** Ports that received or sent pause frames; absent if that is not read. */
  readonly pauses?: readonly PortPauses[] | undefined;
  /** What a modifier did during the trial. */
  readonly modifying?: TrialResult['modifying'] | undefined;
  /** The events' part of the result. */
  readonly events?: Pick<TrialResult, 'lastLoss' | 'loadChange' | 'reset'> | undefined;
  readonly latency?: TrialLatency | undefined;
  readonly processors?: TrialProcessors | undefined;
  /** Of a diagnosis. */
  readonly dropReasons?: DropReasons | undefined;
  /** The longest time for which the controller was stopped while frames were sent. */
  readonly standstill?: Nanoseconds | undefined;
  readonly timing: TrialTiming;
}

const shareOf = ({ stream, intendedLoad }: StreamFlow): StreamShare => ({
  stream: stream.id,
  intendedLoad,
});

/** A request as it was carried out. */
const carriedOut = ({
  request: { secondLoad, ...request },
  flows,
  effectiveLoad,
  effectiveSecondLoad,
}: TrialFacts): TrialRequest => ({
  ...request,
  effectiveLoad,
  streams: flows.map(shareOf),
  ...(secondLoad && {
    secondLoad: {
      ...secondLoad,
      ...(effectiveSecondLoad !== undefined && { effectiveLoad: effectiveSecondLoad }),
    },
  }),
});

/** A trial's result, with its validity. Pure. */
export const trialResult = (facts: TrialFacts, tolerances: Tolerances): TrialResult => {
  const { account, machines, duration, cutOff, problems, settled, events } = facts;
  const { modifying, latency, processors, dropReasons, standstill, timing, pauses = [] } = facts;
  const request = carriedOut(facts);
  const { counts, streams, losses, unlocated, sink } = account;
  const offering = { offered: counts.offered, duration };
  const parts = offeredParts(request, offering, events?.loadChange);
  return {
    request,
    counts,
    streams,
    offeredDuration: duration,
    losses,
    unlocated,
    ...(modifying && { modifying }),
    ...events,
    ...(sink && { sink }),
    ...(pauses.length > 0 && { pauseFrames: pauses }),
    ...(latency && { latency }),
    ...(processors && { processors }),
    ...(dropReasons && { dropReasons }),
    validity: validityOf({
      trial: request,
      generator: { parts, cutOff, problems },
      account,
      machines,
      settled,
      pauses,
      tolerances,
      latency,
      processors,
      standstill,
    }),
    timing,
  };
};
