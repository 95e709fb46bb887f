import { elapsed, systemClock } from '../../host/clock.js';
import {
  intendedInAll,
  withoutFigures,
  type DropReasons,
  type TrialOutcome,
  type TrialProcessors,
} from '../../model/trial.js';
import { sum } from '../../model/numbers/sum.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import type { Watch } from '../../model/concurrency/watch.js';
import type { Measurer } from '../../rfc2544/measurer.js';
import { incomparable } from '../counters/comparable.js';
import { accountFor, type Account } from '../counters/conservation.js';
import { readTrialCounters, readUdpSockets, type WhenMissing } from '../counters/read-counters.js';
import { everyCounter, trialCounters, withoutDut } from '../counters/trial-counters.js';
import type { TrialCounters } from '../counters/trial-counters.js';
import { eventProblems, eventResult, NO_EVENT, type DuringTrial } from '../events/trial-event.js';
import { effectiveLoadsOf, flowsOf } from '../flows/stream-flows.js';
import { needsOneThread, threadFlows } from '../flows/thread-flows.js';
import { pktgenProblems } from '../generator/pktgen-problems.js';
import type { SendersRun } from '../generator/pktgen-senders.js';
import { sentByStream } from '../generator/sent-by-stream.js';
import { learn } from './learning.js';
import { collect, prepare, send, type PktgenTrial } from './pktgen-phases.js';
import type { TrialAfter, TrialBefore } from './pktgen-phases.js';
import type { PktgenMeasurerSetup } from './pktgen-setup.js';
import { trialResult } from './result.js';

/** The account of a trial's frames sent by pktgen. */
const accountOf = (
  { request, flows, parts, setup: { cloneSkb = 0 } }: PktgenTrial,
  counters: TrialCounters,
  before: TrialBefore,
  { sent }: SendersRun<DuringTrial>,
  { reading, report }: TrialAfter,
): Account =>
  accountFor(
    counters,
    {
      intended:
        intendedInAll(request) - sum(sent.map(({ interrupted }) => interrupted?.withheld ?? 0)),
      streams: sentByStream(sent),
      // Clones share their numbers, as do the threads that share a stream.
      sink: report && { report, numbered: cloneSkb === 0 && parts.length === flows.length },
    },
    before.reading,
    reading,
  );

/** All frames that were sent, including background frames. */
const framesSent = ({ sent }: SendersRun<DuringTrial>): number =>
  sum(sent.map(({ result, background }) => result.sent + (background?.result.sent ?? 0)));

/** Used if nothing is watched. */
const unwatched: Watch<undefined> = async (work) => ({ result: await work(), found: undefined });

/** Most trials are no diagnosis. */
const undiagnosed: Watch<DropReasons | undefined> = unwatched;

/** A diagnosis without tracing. */
const untraced: Watch<DropReasons> = async (work) => ({
  result: await work(),
  found: { state: 'unavailable', reason: 'the kernel of this DUT is not traced' },
});

/**
 * Trials by the kernel's packet generator: counters of all machines are read before and after,
 * never during (RFC 2544 section 23 for the phases).
 */
export const pktgenMeasurer = (setup: PktgenMeasurerSetup): Measurer => {
  const { networks, network, phases, log, clock = systemClock } = setup;
  const { generator, dut, sink } = networks;
  const allCounters = trialCounters({ ...setup, roles: networks });
  const places = {
    hosts: { generator: generator.machine, dut: dut.machine, sink: sink.machine },
    readUdpSockets: setup.readUdpSockets ?? readUdpSockets,
  };
  const warn = (message: string): void => {
    log.warn(message);
  };
  const watched: Watch<TrialProcessors | undefined> = setup.watch ?? unwatched;
  const timed: Watch<Nanoseconds | undefined> = setup.standstill ?? unwatched;
  const machines = {
    generator: generator.machine.name,
    dut: dut.machine.name,
    sink: sink.machine.name,
  };
  return {
    measure: async (request, signal): Promise<TrialOutcome> => {
      const started = clock.now();
      const noDut = request.reset !== undefined || setup.withoutDut === true;
      const counters = noDut ? withoutDut(allCounters) : allCounters;
      const everything = everyCounter(counters);
      const read = (whenMissing: WhenMissing) =>
        readTrialCounters(places, everything, signal, whenMissing);
      const flows = flowsOf(request, network.streams);
      const threads = needsOneThread(request) ? 1 : (setup.threadsPerPort ?? 1);
      const parts = threadFlows(flows, threads);
      const trial: PktgenTrial = { setup, request, flows, parts, clock, read, signal };
      const learned =
        setup.learning &&
        (await learn(setup.learning, request.frameSize, networks, { clock, warn }, signal));
      const diagnosed = request.diagnosis === true ? (setup.diagnosis ?? untraced) : undiagnosed;
      const {
        result: { before, run, processors, standstill, sent, after },
        found: dropReasons,
      } = await diagnosed(async () => {
        const ready = await prepare(trial);
        const {
          result: { result, found },
          found: stood,
        } = await timed(() => watched(() => send(trial, ready), signal), signal);
        const lastSent = clock.now();
        const counted = await collect(trial, ready, result);
        return {
          ...{ before: ready, run: result, processors: found, standstill: stood },
          ...{ sent: lastSent, after: counted },
        };
      }, signal);
      const ended = clock.now();

      const uncounted = incomparable(everything, before.reading, after.reading, {
        most: framesSent(run),
        machines,
      });
      if (uncounted.length > 0) return withoutFigures(request, uncounted, elapsed(started, ended));
      const account = accountOf(trial, counters, before, run, after);
      // Trials with events are unidirectional.
      const [event = NO_EVENT] = run.outcomes;
      const result = trialResult(
        {
          ...{
            request,
            flows,
            account,
            settled: after.settled,
            pauses: after.pauses,
            latency: after.latency,
          },
          ...effectiveLoadsOf(flows),
          ...{ machines, processors, standstill, dropReasons },
          duration: run.duration,
          cutOff: run.cutOff,
          problems: [...pktgenProblems(run.sent, account.sentByPort), ...eventProblems(event)],
          modifying: run.modifying,
          events: eventResult(event, {
            sent: run.sent,
            interruptions: run.interruptions,
            report: after.report,
          }),
          timing: {
            wall: elapsed(started, ended),
            traffic: run.traffic,
            settling: nanoseconds((learned?.took ?? 0) + elapsed(sent, ended)),
            waits: { ...(learned && { learning: learned.waited }), ...after.waits },
          },
        },
        phases,
      );
      log.debug({ result }, 'trial');
      return result;
    },
  };
};
