import type { Clock } from '../../host/clock.js';
import type { TrialSetting } from '../../config/playbook.js';
import type { Checkpoint } from '../../linux/counters/checkpoint.js';
import type { InOrder } from '../../model/concurrency/in-order.js';
import type { Watch } from '../../model/concurrency/watch.js';
import type { Network } from '../../model/network/network.js';
import type { TrialProcessors, TrialRequest } from '../../model/trial.js';
import type { BitsPerSecond, Nanoseconds } from '../../model/units.js';
import { flowsOf, type StreamFlow } from '../flows/stream-flows.js';
import { portSources, type StreamSource } from '../generator/port-sources.js';
import { tagMoment } from '../latency/wire-times.js';
import { learningFlows, type Learning } from './learning.js';
import { timedPorts, type Places, type TimedFrames } from './source-phases.js';

/** The setup of trials by softnic sources. */
export interface SourceTrialSetup {
  readonly network: Network;
  readonly networks: Places;
  /** The places where the data plane can lose frames. */
  readonly checkpoints: readonly Checkpoint[];
  /** Whether modules, whose ports have been added, count at the receivers. */
  readonly frameSink: boolean;
  /** Absent if there are no learning frames. */
  readonly learning?: Learning | undefined;
  /** Of every port. */
  readonly linkSpeed: BitsPerSecond;
  readonly phases: TrialSetting;
  /** How commands follow each other on the machine. */
  readonly inOrder: InOrder;
  /** This computer's clock, if the machine runs in real time; absent: the machine's own clock. */
  readonly clock?: Clock | undefined;
  /** From the command that starts the sources to their first frame; absent: as a job needs it. */
  readonly lead?: Nanoseconds | undefined;
  /** Absent if processors are not watched while frames are sent. */
  readonly watch?: Watch<TrialProcessors> | undefined;
  /** For how long this computer was stopped meanwhile; absent if that is not watched. */
  readonly standstill?: Watch<Nanoseconds> | undefined;
}

/** A trial that the sources can send. */
export interface PlannedSourceTrial {
  readonly request: TrialRequest;
  readonly flows: readonly StreamFlow[];
  readonly sources: readonly StreamSource[];
  /** Sent before the trial; not counted. */
  readonly learning: readonly StreamSource[];
  /** Present if a frame is tagged. */
  readonly timed?: TimedFrames | undefined;
}

/**
 * The plan of a trial's sources. Pure.
 * @throws Failure for a load that they cannot send, or a tag that comes too late
 */
export const planSourceTrial = (
  { network, frameSink, learning }: Pick<SourceTrialSetup, 'network' | 'frameSink' | 'learning'>,
  request: TrialRequest,
): PlannedSourceTrial => {
  const flows = flowsOf(request, network.streams);
  const sources = portSources(flows, request, frameSink);
  return {
    ...{ request, flows, sources },
    learning: learning === undefined ? [] : portSources(learningFlows(learning), request),
    timed:
      request.tagAfter === undefined
        ? undefined
        : {
            tag: tagMoment(
              sources.map(({ source }) => source),
              request.tagAfter,
            ),
            ...timedPorts(network.streams),
          },
  };
};
