import type { TrialPhases } from '../config/playbook.js';
import type { RoleName } from '../config/testbed.js';
import type { Host } from '../host/host.js';
import { configureSources, startSources } from '../modules/softnic-source.js';
import { parseSources, readSources } from '../modules/softnic-source-result.js';
import { readSink, sendSinkCommands } from '../modules/frame-sink.js';
import { parseSinkReport } from '../modules/frame-sink-report.js';
import { inNamespace } from '../model/command.js';
import type { Checkpoint } from '../linux/counters/checkpoint.js';
import type { Network } from '../model/network/network.js';
import { intendedFrames, type TrialRequest, type TrialResult } from '../model/trial.js';
import { inSeconds, milliseconds, nanoseconds, type Nanoseconds } from '../model/units.js';
import { accountFor } from './counters/conservation.js';
import { readTrialCounters } from './counters/read-counters.js';
import { arrivalsOf } from './counters/frame-sink.js';
import { offeredParts } from './events/offered-parts.js';
import { portSources, sourceProblems, sourcesDuration } from './generator/port-sources.js';
import type { Reading } from './counters/reading.js';
import { validityOf } from './trial-validity.js';
import { everyCounter, trialCounters } from './counters/trial-counters.js';

/** All that a trial by the software NIC's own sources needs to know. */
export interface SourceTrialSetup {
  readonly network: Network;
  /** The machine that plays all roles. */
  readonly host: Host;
  readonly namespaces: Readonly<Record<RoleName, string | undefined>>;
  /** Where the data plane can lose frames. */
  readonly checkpoints: readonly Checkpoint[];
  /** Whether the sink's module counts, whose ports have been added. */
  readonly frameSink: boolean;
  readonly phases: Pick<TrialPhases, 'residualWait' | 'restabilise' | 'offeredLoadTolerance'>;
}

/** From the command that starts the sources to their first frame. */
const LEAD = milliseconds(50);

/** A pause of the machine's own; none takes no command. */
const pause = (host: Host, duration: Nanoseconds): Promise<unknown> =>
  duration === 0 ? Promise.resolve() : host.run(['sleep', inSeconds(duration).toFixed(6)]);

/**
 * One trial by the sources in the software NIC. All its commands are asked of the host at once, in
 * order, and none waits for the answer to another: it is for a host that takes a whole job down.
 * @returns when the job has been done
 * @throws Failure for a load too low to be sent, or what cannot be read; ParseFailure
 */
export const sourceTrial = async (
  setup: SourceTrialSetup,
  trial: TrialRequest,
): Promise<TrialResult> => {
  const { host, namespaces, phases, frameSink } = setup;
  const witnesses = trialCounters({ ...setup, ringOverflow: {} });
  const everything = everyCounter(witnesses);
  const sources = portSources(trial, setup.network.streams, frameSink);
  const ports = sources.map((source) => source.interface);
  const places = {
    hosts: { generator: host, dut: host, sink: host },
    readUdpSockets: () => Promise.resolve(''),
  };
  const read = (): Promise<Reading> => readTrialCounters(places, everything);
  const onGenerator = (argv: Parameters<typeof inNamespace>[1], stdin?: string) =>
    host.run(inNamespace(namespaces.generator, argv), stdin === undefined ? {} : { stdin });
  const onSink = (argv: Parameters<typeof inNamespace>[1]) =>
    frameSink ? host.run(inNamespace(namespaces.sink, argv)) : undefined;

  const configuration = configureSources(sources);
  const [, before, , , , after, , report, said] = await Promise.all([
    onSink(sendSinkCommands(['start'])),
    read(),
    onGenerator(configuration.argv, configuration.stdin),
    onGenerator(startSources(ports, LEAD)),
    pause(host, phases.residualWait),
    read(),
    onSink(sendSinkCommands(['stop'])),
    onSink(readSink),
    onGenerator(readSources(ports)),
    pause(host, phases.restabilise),
  ]);

  const results = parseSources(ports, said.stdout, host.name);
  const duration = sourcesDuration(results, sources);
  const offered = results.reduce((sum, { sent }) => sum + sent, 0);
  const account = accountFor(
    witnesses,
    {
      intended: intendedFrames(trial),
      offered,
      // Numbers come again and again.
      ...(report && { arrivals: arrivalsOf(parseSinkReport(report.stdout, host.name), false) }),
    },
    before,
    after,
  );
  const problems = sourceProblems(results, account.sentByPort);
  return {
    request: trial,
    counts: account.counts,
    offeredDuration: duration,
    losses: account.losses,
    unlocated: account.unlocated,
    ...(account.sink && { sink: account.sink }),
    validity: validityOf({
      trial,
      generator: { parts: offeredParts(trial, { offered, duration }), cutOff: false, problems },
      account,
      // Every place where the machine can lose a frame is counted: one that is missing is still there.
      settled: account.unlocated === 0,
      offeredLoadTolerance: phases.offeredLoadTolerance,
    }),
    // By the machine's own clock, which is not this computer's: nothing is left for the controller.
    timing: { wall: duration, traffic: duration, settling: nanoseconds(0) },
  };
};
