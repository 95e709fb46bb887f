import { elapsed, type Clock } from '../../host/clock.js';
import type { TrialSetting } from '../../config/playbook.js';
import type { SinkReport } from '../../modules/frame-sink/report.js';
import type { PortTimes } from '../../modules/softnic/latency.js';
import type { Checkpoint } from '../../linux/counters/checkpoint.js';
import { sum } from '../../model/numbers/sum.js';
import type { Conduct } from '../../model/concurrency/conduct.js';
import type { Watch } from '../../model/concurrency/watch.js';
import type { Network } from '../../model/network/network.js';
import { receiversOf } from '../../model/network/stream.js';
import {
  intendedFrames,
  withoutFigures,
  type TrialOutcome,
  type TrialProcessors,
  type TrialRequest,
} from '../../model/trial.js';
import { nanoseconds, seconds, type BitsPerSecond, type Nanoseconds } from '../../model/units.js';
import { incomparable } from '../counters/comparable.js';
import { accountFor } from '../counters/conservation.js';
import { readTrialCounters } from '../counters/read-counters.js';
import type { Reading } from '../counters/reading.js';
import { everyCounter, trialCounters } from '../counters/trial-counters.js';
import { flowsOf, loadAtIntervals, type StreamFlow } from '../flows/stream-flows.js';
import { portSources, type StreamSource } from '../generator/port-sources.js';
import {
  offeredBySource,
  sourceProblems,
  sourcesDuration,
  type SourceRun,
} from '../generator/source-runs.js';
import { tagMoment, wireLatency } from '../latency/wire-times.js';
import { learningFlows, type Learning } from './learning.js';
import { trialResult } from './result.js';
import {
  configure,
  pause,
  readFrameTimes,
  readRuns,
  send,
  startSinks,
  stopSinks,
  timedPorts,
  timeFrames,
  type Places,
  type TimedFrames,
} from './source-phases.js';

/** The setup of trials by softnic sources. */
export interface SourceTrialSetup {
  readonly network: Network;
  readonly networks: Places;
  /** Where the data plane can lose frames. */
  readonly checkpoints: readonly Checkpoint[];
  /** Whether modules count where frames are received, whose ports have been added. */
  readonly frameSink: boolean;
  /** Absent where nothing is to be learned. */
  readonly learning?: Learning | undefined;
  /** Of every port. */
  readonly linkSpeed: BitsPerSecond;
  readonly phases: TrialSetting;
  /** How commands follow each other on the machine. */
  readonly conduct: Conduct;
  /** This computer's, where time on the machine is its time; absent: the machine's own clock. */
  readonly clock?: Clock | undefined;
  /** From the command that starts the sources to their first frame; absent: as a job needs it. */
  readonly lead?: Nanoseconds | undefined;
  /** Absent where processors are not watched while frames are sent. */
  readonly watch?: Watch<TrialProcessors> | undefined;
  /** For how long this computer stood still meanwhile; absent where that is not watched. */
  readonly standstill?: Watch<Nanoseconds> | undefined;
}

/** A trial that the sources can send. */
export interface PlannedSourceTrial {
  readonly request: TrialRequest;
  readonly flows: readonly StreamFlow[];
  readonly sources: readonly StreamSource[];
  /** Sent before the trial; not counted. */
  readonly learning: readonly StreamSource[];
  /** Where a frame is tagged. */
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

/** What a trial's commands printed, and what was seen while frames were sent. */
interface Printed {
  readonly processors: TrialProcessors | undefined;
  readonly standstill: Nanoseconds | undefined;
  readonly before: Reading;
  readonly after: Reading;
  readonly report: SinkReport | undefined;
  readonly times: readonly PortTimes[] | undefined;
  readonly runs: readonly SourceRun[];
}

/** What sending may take; a source ends by itself. */
const deadlineOf = ({ duration }: TrialRequest): Nanoseconds =>
  nanoseconds(2 * duration + seconds(60));

/** Where nothing is watched: the work begins at once, which a queue needs. */
const unwatched: Watch<undefined> = async (work) => ({ result: await work(), found: undefined });

/** A trial's commands, in order; none depends on another's output. */
const runTrial = async (
  setup: SourceTrialSetup,
  { request, sources, learning, timed }: PlannedSourceTrial,
  read: () => Promise<Reading>,
  signal: AbortSignal,
): Promise<Printed> => {
  const { networks, network, phases, frameSink, learning: toLearn, conduct } = setup;
  const { machine } = networks.dut;
  const watched: Watch<TrialProcessors | undefined> = setup.watch ?? unwatched;
  const stood: Watch<Nanoseconds | undefined> = setup.standstill ?? unwatched;
  const sending = { lead: setup.lead, deadline: deadlineOf(request), signal };
  const learn = () =>
    toLearn &&
    conduct([
      () => configure(networks, learning),
      () => send(networks, learning, undefined, sending),
      () => pause(machine, toLearn.wait),
    ]);
  const receivers = frameSink ? receiversOf(network.traffic) : [];
  const [, , , before, , sent, , after, report, runs, times] = await conduct([
    learn,
    () => timed && timeFrames(networks, timed, true),
    () => startSinks(networks, receivers),
    read,
    () => configure(networks, sources),
    () => stood(() => watched(() => send(networks, sources, timed, sending), signal), signal),
    () => pause(machine, phases.residualWait),
    read,
    () => stopSinks(networks, receivers, conduct),
    () => readRuns(networks, sources),
    () => timed && readFrameTimes(networks, timed),
    () => timed && timeFrames(networks, timed, false),
    () => pause(machine, phases.restabilise),
  ]);
  const { found: standstill, result } = sent;
  return { before, after, report, times, runs, standstill, processors: result.found };
};

/**
 * One trial by softnic sources.
 * @param signal ends it early, where commands are not queued
 * @throws Failure for what cannot be read; ParseFailure
 */
export const sourceTrial = async (
  setup: SourceTrialSetup,
  planned: PlannedSourceTrial,
  signal: AbortSignal,
): Promise<TrialOutcome> => {
  const { networks, phases, linkSpeed } = setup;
  const { request, flows, sources } = planned;
  const { generator, dut, sink } = networks;
  const counters = trialCounters({ ...setup, roles: networks, ringOverflow: {} });
  const everything = everyCounter(counters);
  const places = {
    hosts: { generator: generator.machine, dut: dut.machine, sink: sink.machine },
    readUdpSockets: () => Promise.resolve(''),
  };
  const read = (): Promise<Reading> => readTrialCounters(places, everything);
  const started = setup.clock?.now();
  const printed = await runTrial(setup, planned, read, signal);
  const { before, after, report, times, runs, processors, standstill } = printed;

  const where = dut.machine.name;
  const duration = sourcesDuration(runs);
  const wall =
    setup.clock === undefined || started === undefined
      ? duration
      : elapsed(started, setup.clock.now());
  const offered = runs.flatMap(offeredBySource);
  const machines = { generator: where, dut: where, sink: where };
  const most = sum(offered.map((each) => each.offered));
  const uncounted = incomparable(everything, before, after, { most, machines });
  if (uncounted.length > 0) return withoutFigures(request, uncounted, wall);
  const account = accountFor(
    counters,
    {
      intended: intendedFrames(request),
      streams: offered,
      // Sequence numbers repeat.
      sink: report && { report, numbered: false },
    },
    before,
    after,
  );
  return trialResult(
    {
      ...{ request, flows, account, machines, duration, cutOff: false },
      effectiveLoad: loadAtIntervals(sources.map(({ source }) => source.gap)),
      problems: sourceProblems(runs, account.sentByPort),
      ...{ processors, standstill },
      latency: times && wireLatency(times, request.frameSize, linkSpeed),
      // Every place where the machine can lose a frame is counted: one that is missing is still there.
      settled: account.unlocated === 0,
      // Of a job by the machine's own clock, which is not this computer's: nothing is left for the controller.
      timing: {
        ...{ wall, traffic: duration, settling: nanoseconds(0) },
        // Commands of the machine, which ended without an error.
        waits: {
          ...(setup.learning && { learning: setup.learning.wait }),
          residual: phases.residualWait,
          restabilise: phases.restabilise,
        },
      },
    },
    phases,
  );
};
