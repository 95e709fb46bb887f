import type { Logger } from 'pino';
import type { TrialPhases } from '../config/playbook.js';
import type { RoleName } from '../config/testbed.js';
import type { Checkpoint } from '../linux/counters/checkpoint.js';
import type { RingOverflow } from '../model/counter.js';
import type { Network } from '../model/network/network.js';
import type { TrialResult } from '../model/trial.js';
import { nanoseconds } from '../model/units.js';
import type { Measurer } from '../rfc2544/measurer.js';
import { elapsed, systemClock, type Clock } from '../host/clock.js';
import { accountFor } from './counters/conservation.js';
import type { Clocks } from './latency/clocks.js';
import { arrivalsOf, UNTIMED, type FrameSink } from './counters/frame-sink.js';
import { eventProblems, trialEventOf, NO_EVENT, eventResult } from './events/trial-event.js';
import { readUdpSockets, readTrialCounters } from './counters/read-counters.js';
import { intendedInAll } from '../model/trial.js';
import { withTask, type EverySecond } from './events/every-second.js';
import { backgroundProblems, pktgenProblems } from './generator/pktgen-problems.js';
import { learn, type Learning } from './flows/learning.js';
import { offeredParts } from './events/offered-parts.js';
import { flowsOf } from './flows/port-flows.js';
import { pktgenSenders, runSenders } from './generator/pktgen-senders.js';
import type { Reading } from './counters/reading.js';
import type { Resets } from './events/resets.js';
import type { RoleNetwork } from '../host/role-network.js';
import { settle } from './counters/settle.js';
import { beginTimes } from './latency/trial-times.js';
import { validityOf } from './trial-validity.js';
import { everyCounter, trialCounters, withoutDut } from './counters/trial-counters.js';

/** All that a trial needs to know of a testbed and its data plane. */
export interface PktgenMeasurerSetup {
  readonly networks: Readonly<Record<RoleName, RoleNetwork>>;
  readonly network: Network;
  /** Where the data plane can lose frames. */
  readonly checkpoints: readonly Checkpoint[];
  /** By port name; a port that is not listed counts at its NIC. */
  readonly ringOverflow: Readonly<Record<string, RingOverflow>>;
  /** Whether frames for everybody are sent beside the test frames. */
  readonly broadcast?: boolean;
  /** What is done to the DUT while test frames flow. */
  readonly everySecond?: EverySecond;
  /** Absent where nothing is to be learned. */
  readonly learning?: Learning;
  readonly phases: Pick<TrialPhases, 'residualWait' | 'restabilise' | 'offeredLoadTolerance'>;
  /** The module at every end that receives; without it NICs alone count. */
  readonly frameSink?: FrameSink;
  /** With the module: the clocks that frames are stamped by. Without them no latency is told. */
  readonly clocks?: Clocks;
  /** Ways to reset the DUT; absent where no trial does. */
  readonly resets?: Resets;
  readonly log: Pick<Logger, 'debug' | 'warn'>;
  /** Default 0. More is faster, but then sequence numbers and time stamps repeat. */
  readonly cloneSkb?: number;
  /** The text of this computer's /proc/net/udp; read only for emulated wires. */
  readonly readUdpSockets?: () => Promise<string>;
  readonly clock?: Clock;
}

/**
 * Trials by the kernel's packet generator: counters of all machines are read before and after,
 * never during (RFC 2544 section 23 for the phases).
 */
export const pktgenMeasurer = (setup: PktgenMeasurerSetup): Measurer => {
  const { networks, phases, log, clock = systemClock, cloneSkb = 0, broadcast = false } = setup;
  const { generator, dut, sink } = networks;
  const allCounters = trialCounters({
    ...setup,
    namespaces: {
      generator: generator.namespace,
      dut: dut.namespace,
      sink: sink.namespace,
    },
  });
  const places = {
    hosts: { generator: generator.host, dut: dut.host, sink: sink.host },
    readUdpSockets: setup.readUdpSockets ?? readUdpSockets,
  };

  const setting = {
    clock,
    warn: (message: string) => {
      log.warn(message);
    },
  };

  return {
    measure: async (trial, signal): Promise<TrialResult> => {
      const started = clock.now();
      const witnesses = trial.reset === undefined ? allCounters : withoutDut(allCounters);
      const everything = everyCounter(witnesses);
      const read = (): Promise<Reading> => readTrialCounters(places, everything, signal);
      const { frameSize } = trial;
      const learning =
        setup.learning && (await learn(setup.learning, frameSize, networks, setting, signal));
      // Clones share their stamps.
      const clocks = cloneSkb === 0 ? setup.clocks : undefined;
      const times =
        clocks && (await beginTimes(trial, setup.network.streams, clocks, clock, signal));
      // Before the NICs are read, and until after: it misses no frame that they count.
      await setup.frameSink?.start(times?.timing ?? UNTIMED, signal);
      const flows = flowsOf(trial, setup.network.streams);
      const [senders, before] = await Promise.all([
        pktgenSenders(flows, { frameSize, cloneSkb, broadcast }, networks, signal),
        read(),
      ]);
      const run = await withTask(setup.everySecond, clock, signal, () =>
        runSenders(senders, setting, signal, (sender) =>
          trialEventOf(trial, sender, { ...setup, clock }),
        ),
      );
      // Where something happens, frames go one way.
      const [outcome = NO_EVENT] = run.outcome;

      const sent = clock.now();
      const { reading: after, settled } = await settle(read, {
        clock,
        residualWait: phases.residualWait,
        signal,
      });
      const report = await setup.frameSink?.stop(signal);
      const latency = report && (await times?.end(report, run.results, signal));
      await clock.pause(phases.restabilise, signal);
      const ended = clock.now();

      const offered = run.results.reduce((sum, result) => sum + result.sent, 0);
      const account = accountFor(
        witnesses,
        {
          intended: intendedInAll(trial),
          offered,
          background: run.background.map(({ result }) => result.sent),
          ...(report && { arrivals: arrivalsOf(report, cloneSkb === 0) }),
        },
        before,
        after,
      );
      const { counts, losses, unlocated, sink: counted } = account;
      const { offeredLoadTolerance } = phases;
      const trace = eventResult(outcome, { ...run, report });
      const problems = [
        ...pktgenProblems(run.devices, run.results, account.sentByPort),
        ...backgroundProblems(run.background),
        ...eventProblems(run.devices, outcome),
      ];
      const parts = offeredParts(trial, { offered, duration: run.duration }, trace.loadChange);
      const said = { parts, cutOff: run.cutOff, problems };
      const result: TrialResult = {
        request: trial,
        counts,
        offeredDuration: run.duration,
        losses,
        unlocated,
        ...trace,
        ...(counted && { sink: counted }),
        ...(latency && { latency }),
        validity: validityOf({
          trial,
          generator: said,
          account,
          settled,
          offeredLoadTolerance,
          ...(latency && { latency }),
        }),
        timing: {
          wall: elapsed(started, ended),
          traffic: run.traffic,
          settling: nanoseconds((learning ?? 0) + elapsed(sent, ended)),
        },
      };
      log.debug({ result }, 'trial');
      return result;
    },
  };
};
