import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import type { TestbedFile } from '../../../config/testbed/testbed-file.js';
import { plural } from '../../../document/wording.js';
import { runJob } from '../../../lab/job/run-job.js';
import { labImage } from '../../../lab/image/lab-image.js';
import { memoryOf } from '../../../lab/plan.js';
import type { InstructionRecord } from '../../../lab/profile/parse.js';
import { awaitedLater } from '../../../model/concurrency/awaited-later.js';
import type { TrialRequest } from '../../../model/trial.js';
import {
  blueprintOf,
  networkForSizes,
  type Blueprint,
  type PlannedDataPlane,
} from '../../plan/blueprint.js';
import {
  beginCourse,
  measureVisit,
  withRunEvents,
  type Measuring,
  type RunCourse,
} from '../../run/measuring.js';
import { wholeVisit } from '../../run/visits.js';
import type { RunPlace } from '../../run/cell.js';
import { plannedTopology } from '../../plan/planned-topology.js';
import { sourceFrames } from '../machines/setup.js';
import { plannedSinkCounting } from '../machines/sink-counting.js';
import { batchMeasurer } from './batch-measurer.js';
import { performBatch, type BatchPlace, type BatchResult, type Bench } from './batch.js';
import { foreseenTrials, leavesForeseen } from './foresee.js';
import { openInstrument } from './instrument.js';
import { inMeasuredOrder, isReference } from './measured-order.js';
import { profileOf } from './profile-of.js';
import { trialSettingOf } from '../../../rfc2544/tests/tolerance.js';

/** A run on a deterministic lab. */
export interface InstructionTimeOrder extends Measuring {
  readonly file: TestbedFile;
  /** The folder of the testbed file. */
  readonly folder: string;
  /** Whether the instructions of each data plane are counted as well. */
  readonly count: boolean;
}

/** A machine's results, with instruction counts where they are recorded. */
interface Booted extends BatchResult {
  readonly records?: readonly InstructionRecord[];
}

/** Boots a machine for trials on a data plane. */
type Boot = (planned: BatchPlace, trials: readonly TrialRequest[]) => Promise<Booted>;

/** The machine of a data plane in a network, running the trials known in advance. */
interface RunningMachine {
  readonly planned: BatchPlace;
  readonly foreseen: readonly TrialRequest[];
  /** Undefined if no trial is known in advance. */
  readonly first: Promise<Booted> | undefined;
}

/**
 * Runs a playbook in instruction time: a machine is booted for each data plane in each network, given all
 * commands at once, and stopped. Machines run concurrently, as their clocks are independent.
 * @throws Failure
 */
export const runInInstructionTime = (order: InstructionTimeOrder): Promise<void> =>
  withRunEvents(order, async () => {
    // A failure of one data plane, or an interruption, stops the machines of the others.
    const stop = new AbortController();
    const { blueprint, boot } = await prepare(order, AbortSignal.any([order.signal, stop.signal]));
    await order.emit({ type: 'set-up-started' });
    const setUp = setupEvent(order, blueprint);
    const course = beginCourse(order.earlier);
    if (order.earlier !== undefined) await setUp(await lookAt(blueprint, boot));
    const all = inMeasuredOrder(blueprint);
    const reference = all.filter(isReference);
    const others = all.filter((planned) => !isReference(planned));
    const started: Promise<Booted>[] = [];
    const start = (planned: PlannedDataPlane, run: InstructionTimeOrder): RunningMachine => {
      const place = { ...planned, networkFor: networkForSizes(planned, run) };
      const foreseen = foreseenTrials(run, placeOf(planned));
      // If no trial is known in advance, the first batch boots the first machine. A batch that a stopped run
      // journaled only in part is rerun as a whole.
      const first = leavesForeseen(run, placeOf(planned))
        ? awaitedLater(boot(place, foreseen))
        : undefined;
      if (first !== undefined) started.push(first);
      return { planned: place, foreseen, first };
    };
    try {
      // The reference comes first, as the loads of the others depend on it.
      let run = order;
      for (const planned of reference) {
        run = await measureOne(start(planned, run), boot, { run, course, setUp });
      }
      const running = others.map((planned) => start(planned, run));
      for (const machine of running) await measureOne(machine, boot, { run, course, setUp });
    } finally {
      stop.abort();
      await Promise.allSettled(started);
    }
  });

/** Boots a machine to check that its setup is the same as before the run was stopped. */
const lookAt = (blueprint: Blueprint, boot: Boot): Promise<BatchResult> => {
  const [planned] = inMeasuredOrder(blueprint);
  if (planned === undefined) throw new RangeError('a playbook has a data plane');
  return boot(planned, []);
};

/** Emits the setup once: the machines differ only in data plane and network. */
const setupEvent = (order: InstructionTimeOrder, blueprint: Blueprint) => {
  let told = false;
  return async ({ setup, patches }: BatchResult): Promise<void> => {
    if (told) return;
    told = true;
    const testFrames = sourceFrames(blueprint, plannedSinkCounting(order.file).by);
    await order.emit({ type: 'setup', setup: { ...setup, testFrames }, patches });
  };
};

/** The place of a planned data plane; there are no modifiers in instruction time. */
const placeOf = ({ dataPlane, networkName }: PlannedDataPlane): RunPlace => ({
  dataPlane: dataPlane.name,
  network: networkName,
  modifier: 'none',
});

const prepare = async (
  { file, folder, playbook, announce, count }: InstructionTimeOrder,
  signal: AbortSignal,
): Promise<{ readonly blueprint: Blueprint; readonly boot: Boot }> => {
  const image = await labImage(file, { signal, onProgress: announce });
  const instrument = count ? await openInstrument(signal, announce) : undefined;
  const topology = plannedTopology(file, playbook);
  const sink = plannedSinkCounting(file).by;
  const blueprint = blueprintOf({ ...file, folder }, playbook, topology, 'sources', sink);
  const phases = trialSettingOf(playbook);
  const { trial: learning } = playbook;
  const bench: Bench = { file, topology, blueprint, phases, learning, sink, symbols: count };
  const memory = memoryOf(file, file.roles.dut.machine);
  const slots = pLimit(availableParallelism());
  const [first] = inMeasuredOrder(blueprint);
  const boot: Boot = (planned, trials) =>
    slots(async () => {
      const { dataPlane, networkName } = planned;
      const { name } = dataPlane;
      const where = networkName === undefined ? name : `${name}, ${networkName}`;
      const what = trials.length === 0 ? 'reading its setup' : plural(trials.length, 'trial');
      announce(`${where}: booting a machine for ${what}`);
      const perform = (qemuOptions: readonly string[]) =>
        performBatch(
          bench,
          planned,
          trials,
          (commands) => runJob({ name, memory, commands }, { image, signal, qemuOptions }),
          { survey: dataPlane === first?.dataPlane && networkName === first.networkName },
        );
      if (instrument === undefined || trials.length === 0) return perform([]);
      const { result, records } = await instrument.count(perform);
      return { ...result, records };
    });
  return { blueprint, boot };
};

/** Common to the machines of a run. */
interface Common {
  readonly run: InstructionTimeOrder;
  readonly course: RunCourse;
  readonly setUp: (booted: BatchResult) => Promise<void>;
}

/** The trials of one data plane in one network. @returns the run to continue with */
const measureOne = async (
  { planned, foreseen, first }: RunningMachine,
  boot: Boot,
  { run, course, setUp }: Common,
): Promise<InstructionTimeOrder> => {
  const at = placeOf(planned);
  const booted = await first;
  const begin = async (result: BatchResult): Promise<void> => {
    await setUp(result);
    await run.emit({ type: 'dut-set-up', ...at });
  };
  const measurer = batchMeasurer(foreseen, booted?.trials ?? [], async (unforeseen) => {
    const again = await boot(planned, unforeseen);
    // A new machine has been set up.
    await begin(again);
    return again.trials;
  });
  if (booted !== undefined) await begin(booted);
  // Emitted before its first trial is journaled, as a resumed run does not count instructions again.
  if (booted?.records !== undefined) {
    const profile = profileOf(at, run.playbook, booted.records, booted);
    await run.emit({ type: 'profiled', profile });
  }
  return measureVisit(measurer, wholeVisit(run.playbook, at), run, course);
};
