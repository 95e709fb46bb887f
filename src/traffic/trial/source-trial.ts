import type { RoleName } from '../../config/testbed/testbed-file.js';
import type { Host } from '../../host/host.js';
import type { RoleNetwork } from '../../host/role-network.js';
import { readSink, sendSinkCommands } from '../../modules/frame-sink/control.js';
import { parseSinkReport } from '../../modules/frame-sink/report.js';
import { configureSources, startSources } from '../../modules/softnic/source.js';
import { parseSources, readSources } from '../../modules/softnic/source-result.js';
import type { Checkpoint } from '../../linux/counters/checkpoint.js';
import { sum } from '../../model/numbers/sum.js';
import type { Network } from '../../model/network/network.js';
import {
  intendedFrames,
  withoutFigures,
  type TrialOutcome,
  type TrialRequest,
} from '../../model/trial.js';
import { inSeconds, milliseconds, nanoseconds, type Nanoseconds } from '../../model/units.js';
import { incomparable } from '../counters/comparable.js';
import { accountFor } from '../counters/conservation.js';
import { readTrialCounters } from '../counters/read-counters.js';
import type { Reading } from '../counters/reading.js';
import { everyCounter, trialCounters } from '../counters/trial-counters.js';
import { flowsOf, loadAtIntervals, type StreamFlow } from '../flows/stream-flows.js';
import {
  offeredBySource,
  portSources,
  sourceProblems,
  sourcesDuration,
  type SourceRun,
  type StreamSource,
} from '../generator/port-sources.js';
import type { TrialSetting } from '../../config/playbook.js';
import { trialResult } from './result.js';

/** The setup of trials by softnic sources. */
export interface SourceTrialSetup {
  readonly network: Network;
  /** The roles, all of them on one machine. */
  readonly networks: Readonly<Record<RoleName, RoleNetwork>>;
  /** Where the data plane can lose frames. */
  readonly checkpoints: readonly Checkpoint[];
  /** Whether the sink's module counts, whose ports have been added. */
  readonly frameSink: boolean;
  readonly phases: TrialSetting;
}

/** From the command that starts the sources to their first frame. */
const LEAD = milliseconds(50);

/** A pause of the machine's own; none takes no command. */
const pause = (host: Host, duration: Nanoseconds): Promise<unknown> =>
  duration === 0 ? Promise.resolve() : host.run(['sleep', inSeconds(duration).toFixed(6)]);

/** The outputs of a trial. */
interface Printed {
  readonly before: Reading;
  readonly after: Reading;
  readonly report?: string | undefined;
  readonly sources: string;
}

/** A trial that the sources can send. */
export interface PlannedSourceTrial {
  readonly request: TrialRequest;
  readonly flows: readonly StreamFlow[];
  readonly sources: readonly StreamSource[];
}

/**
 * The plan of a trial's sources. Pure.
 * @throws Failure for a load that they cannot send
 */
export const planSourceTrial = (
  { network, frameSink }: Pick<SourceTrialSetup, 'network' | 'frameSink'>,
  request: TrialRequest,
): PlannedSourceTrial => {
  const flows = flowsOf(request, network.streams);
  return { request, flows, sources: portSources(flows, request, frameSink) };
};

/** Queues all of a trial's commands at once, in order; none waits for another's output. */
const runTrial = async (
  { networks: { generator, dut, sink }, phases, frameSink }: SourceTrialSetup,
  sources: readonly StreamSource[],
  read: () => Promise<Reading>,
): Promise<Printed> => {
  const ports = sources.map(({ source }) => source.interface);
  const { argv, stdin } = configureSources(sources.map(({ source }) => source));
  const onSink = (command: Parameters<Host['run']>[0]) =>
    frameSink ? sink.host.run(command) : undefined;
  const [, before, , , , after, , report, printed] = await Promise.all([
    onSink(sendSinkCommands(['start'])),
    read(),
    generator.host.run(argv, { stdin }),
    generator.host.run(startSources(ports, LEAD)),
    pause(dut.machine, phases.residualWait),
    read(),
    onSink(sendSinkCommands(['stop'])),
    onSink(readSink),
    generator.host.run(readSources(ports)),
    pause(dut.machine, phases.restabilise),
  ]);
  return { before, after, report: report?.stdout, sources: printed.stdout };
};

/** The results of each source. @throws ParseFailure */
const sourceRuns = (
  sources: readonly StreamSource[],
  printed: string,
  where: string,
): readonly SourceRun[] =>
  sources.flatMap((each) =>
    parseSources([each.source.interface], printed, where).map((result) => ({ ...each, result })),
  );

/**
 * One trial by softnic sources, on a host that queues commands as a job.
 * @returns when the job has been done
 * @throws Failure for what cannot be read; ParseFailure
 */
export const sourceTrial = async (
  setup: SourceTrialSetup,
  { request, flows, sources }: PlannedSourceTrial,
): Promise<TrialOutcome> => {
  const { networks, phases } = setup;
  const { generator, dut, sink } = networks;
  const counters = trialCounters({ ...setup, roles: networks, ringOverflow: {} });
  const everything = everyCounter(counters);
  const places = {
    hosts: { generator: generator.machine, dut: dut.machine, sink: sink.machine },
    readUdpSockets: () => Promise.resolve(''),
  };
  const read = (): Promise<Reading> => readTrialCounters(places, everything);
  const { before, after, report, sources: printed } = await runTrial(setup, sources, read);

  const where = dut.machine.name;
  const runs = sourceRuns(sources, printed, where);
  const duration = sourcesDuration(runs);
  const offered = runs.flatMap(offeredBySource);
  const machines = { generator: where, dut: where, sink: where };
  const most = sum(offered.map((each) => each.offered));
  const uncounted = incomparable(everything, before, after, { most, machines });
  if (uncounted.length > 0) return withoutFigures(request, uncounted, duration);
  const account = accountFor(
    counters,
    {
      intended: intendedFrames(request),
      streams: offered,
      // Sequence numbers repeat.
      sink:
        report === undefined
          ? undefined
          : { report: parseSinkReport(report, where), numbered: false },
    },
    before,
    after,
  );
  return trialResult(
    {
      ...{ request, flows, account, machines, duration, cutOff: false },
      effectiveLoad: loadAtIntervals(sources.map(({ source }) => source.gap)),
      problems: sourceProblems(
        runs.map(({ result }) => result),
        account.sentByPort,
      ),
      // Every place where the machine can lose a frame is counted: one that is missing is still there.
      settled: account.unlocated === 0,
      // By the machine's own clock, which is not this computer's: nothing is left for the controller.
      timing: {
        ...{ wall: duration, traffic: duration, settling: nanoseconds(0) },
        // Commands of the machine, which ended without an error.
        waits: { residual: phases.residualWait, restabilise: phases.restabilise },
      },
    },
    phases,
  );
};
