import { runTrial } from './source-commands.js';
import type { PlannedSourceTrial, SourceTrialSetup } from './source-plan.js';
import { elapsed } from '../../host/clock.js';
import { sum } from '../../model/numbers/sum.js';
import { intendedFrames, withoutFigures, type TrialOutcome } from '../../model/trial.js';
import { nanoseconds } from '../../model/units.js';
import { incomparable } from '../counters/comparable.js';
import { accountFor } from '../counters/conservation.js';
import { readTrialCounters } from '../counters/read-counters.js';
import type { Reading } from '../counters/reading.js';
import { everyCounter, trialCounters } from '../counters/trial-counters.js';
import { loadAtIntervals } from '../flows/stream-flows.js';
import { offeredBySource, sourceProblems, sourcesDuration } from '../generator/source-runs.js';
import { wireLatency } from '../latency/wire-times.js';
import { trialResult } from './result.js';

/**
 * One trial by softnic sources.
 * @param signal ends it early, if commands are not queued
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
      // Every place where the machine can lose a frame is counted: a missing frame is still inside it.
      settled: account.unlocated === 0,
      // A job uses the machine's own clock, not this computer's: the controller has no part in the time.
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
