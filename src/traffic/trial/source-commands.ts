import type { PlannedSourceTrial, SourceTrialSetup } from './source-plan.js';
import type { SinkReport } from '../../modules/frame-sink/report.js';
import type { PortTimes } from '../../modules/softnic/latency.js';
import type { Watch } from '../../model/concurrency/watch.js';
import { receiversOf } from '../../model/network/stream.js';
import type { TrialProcessors, TrialRequest } from '../../model/trial.js';
import { nanoseconds, seconds, type Nanoseconds } from '../../model/units.js';
import type { Reading } from '../counters/reading.js';
import type { SourceRun } from '../generator/source-runs.js';
import {
  configure,
  pause,
  readFrameTimes,
  readRuns,
  send,
  startSinks,
  stopSinks,
  timeFrames,
} from './source-phases.js';

/** The output of a trial's commands, and what was observed while frames were sent. */
export interface Printed {
  readonly processors: TrialProcessors | undefined;
  readonly standstill: Nanoseconds | undefined;
  readonly before: Reading;
  readonly after: Reading;
  readonly report: SinkReport | undefined;
  readonly times: readonly PortTimes[] | undefined;
  readonly runs: readonly SourceRun[];
}

/** The timeout of sending; a source ends by itself. */
const deadlineOf = ({ duration }: TrialRequest): Nanoseconds =>
  nanoseconds(2 * duration + seconds(60));

/** Used if nothing is watched: the work begins at once, which a queue needs. */
const unwatched: Watch<undefined> = async (work) => ({ result: await work(), found: undefined });

/** A trial's commands, in order; none depends on another's output. */
export const runTrial = async (
  setup: SourceTrialSetup,
  { request, sources, learning, timed }: PlannedSourceTrial,
  read: () => Promise<Reading>,
  signal: AbortSignal,
): Promise<Printed> => {
  const { networks, network, phases, frameSink, learning: toLearn, inOrder } = setup;
  const { machine } = networks.dut;
  const watched: Watch<TrialProcessors | undefined> = setup.watch ?? unwatched;
  const stood: Watch<Nanoseconds | undefined> = setup.standstill ?? unwatched;
  const sending = { lead: setup.lead, deadline: deadlineOf(request), signal };
  const learn = () =>
    toLearn &&
    inOrder([
      () => configure(networks, learning),
      () => send(networks, learning, undefined, sending),
      () => pause(machine, toLearn.wait),
    ]);
  const receivers = frameSink ? receiversOf(network.traffic) : [];
  const [, , , before, , sent, , after, report, runs, times] = await inOrder([
    learn,
    () => timed && timeFrames(networks, timed, true),
    () => startSinks(networks, receivers),
    read,
    () => configure(networks, sources),
    () => stood(() => watched(() => send(networks, sources, timed, sending), signal), signal),
    () => pause(machine, phases.residualWait),
    read,
    () => stopSinks(networks, receivers, inOrder),
    () => readRuns(networks, sources),
    () => timed && readFrameTimes(networks, timed),
    () => timed && timeFrames(networks, timed, false),
    () => pause(machine, phases.restabilise),
  ]);
  const { found: standstill, result } = sent;
  return { before, after, report, times, runs, standstill, processors: result.found };
};
