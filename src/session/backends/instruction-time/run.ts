import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import type { TestbedFile } from '../../../config/testbed/testbed-file.js';
import { runJob } from '../../../lab/job/run-job.js';
import { labImage } from '../../../lab/image/lab-image.js';
import { memoryOf } from '../../../lab/plan.js';
import type { InstructionRecord } from '../../../lab/profile/parse.js';
import { instructionProfile } from '../../../lab/profile/profile.js';
import type { DataPlaneName } from '../../../model/data-plane.js';
import type { InstructionProfile } from '../../../model/instruction-profile.js';
import type { TestFrames } from '../../../model/schema/test-frames.js';
import type { TrialRequest } from '../../../model/trial.js';
import { testFramesOf } from '../../../traffic/generator/test-frames.js';
import { blueprintOf, type Blueprint, type PlannedDataPlane } from '../../plan/blueprint.js';
import {
  withRunEvents,
  measureDataPlane,
  trialNumbers,
  type Measuring,
} from '../../run/measuring.js';
import { plannedTopology } from '../../plan/planned-topology.js';
import { framesOn } from '../machines/setup.js';
import { plannedSinkCounting } from '../machines/sink-counting.js';
import { batchMeasurer } from './batch-measurer.js';
import { performBatch, type BatchResult, type Bench } from './batch.js';
import { foreseenTrials } from './foresee.js';
import { openInstrument, parseSymbols } from './instrument.js';
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
type Boot = (planned: PlannedDataPlane, trials: readonly TrialRequest[]) => Promise<Booted>;

/** A data plane's machine, running the trials known in advance. */
interface RunningMachine {
  readonly planned: PlannedDataPlane;
  readonly foreseen: readonly TrialRequest[];
  readonly first: Promise<Booted>;
}

/**
 * Runs a playbook in instruction time: a machine is booted for each data plane, given all commands at
 * once, and ends. Machines run concurrently, as their clocks are independent.
 * @throws Failure
 */
export const runInInstructionTime = (order: InstructionTimeOrder): Promise<void> =>
  withRunEvents(order, async () => {
    // What goes wrong with one data plane, or an interruption, ends the machines of the others.
    const stop = new AbortController();
    const { blueprint, boot } = await prepare(order, AbortSignal.any([order.signal, stop.signal]));
    await order.emit({ type: 'set-up-started' });
    const running = blueprint.dataPlanes.map((planned): RunningMachine => {
      const foreseen = foreseenTrials(order.playbook, planned.dataPlane.name, order.linkSpeed);
      return { planned, foreseen, first: boot(planned, foreseen) };
    });
    const ended = Promise.allSettled(running.map(({ first }) => first));
    try {
      await measureAll(running, boot, order);
    } finally {
      stop.abort();
      await ended;
    }
  });

const prepare = async (
  { file, folder, playbook, announce, count }: InstructionTimeOrder,
  signal: AbortSignal,
): Promise<{ readonly blueprint: Blueprint; readonly boot: Boot }> => {
  const image = await labImage(file, { signal, onProgress: announce });
  const instrument = count ? await openInstrument(signal, announce) : undefined;
  const topology = plannedTopology(file, playbook);
  const sink = plannedSinkCounting(file).by;
  const blueprint = blueprintOf({ roles: file.roles, folder }, playbook, topology, 'sources', sink);
  const phases = trialSettingOf(playbook);
  const { trial: learning } = playbook;
  const bench: Bench = { file, topology, blueprint, phases, learning, sink, symbols: count };
  const memory = memoryOf(file, file.roles.dut.machine);
  const slots = pLimit(availableParallelism());
  const boot: Boot = (planned, trials) =>
    slots(async () => {
      const { name } = planned.dataPlane;
      announce(`${name}: a machine is booted for ${trials.length} trials`);
      const perform = (qemuOptions: readonly string[]) =>
        performBatch(bench, planned, trials, (commands) =>
          runJob({ name, memory, commands }, { image, signal, qemuOptions }),
        );
      if (instrument === undefined) return perform([]);
      const { result, records } = await instrument.count(perform);
      return { ...result, records };
    });
  return { blueprint, boot };
};

const measureAll = async (
  running: readonly RunningMachine[],
  boot: Boot,
  order: InstructionTimeOrder,
): Promise<void> => {
  const sequence = trialNumbers();
  for (const [index, { planned, foreseen, first }] of running.entries()) {
    const booted = await first;
    const { name } = planned.dataPlane;
    // The machines are the same but for the data plane.
    if (index === 0) {
      const { setup, patches } = booted;
      const testFrames = sourceFrames(order, running);
      await order.emit({ type: 'setup', setup: { ...setup, testFrames }, patches });
    }
    const at = { dataPlane: name, modifier: 'none' } as const;
    const setUp = () => order.emit({ type: 'dut-set-up', ...at });
    const measurer = batchMeasurer(foreseen, booted.trials, async (unforeseen) => {
      const { trials } = await boot(planned, unforeseen);
      // Set up anew, with the machine.
      await setUp();
      return trials;
    });
    await setUp();
    await measureDataPlane(measurer, at, order, sequence);
    if (booted.records !== undefined) {
      const profile = profileOf(name, order.playbook.ingressPorts, booted.records, booted);
      await order.emit({ type: 'profiled', profile });
    }
  }
};

/** The format of test frames that sources send, on each data plane. */
const sourceFrames = (
  { file, playbook: { traffic } }: InstructionTimeOrder,
  running: readonly Pick<RunningMachine, 'planned'>[],
): TestFrames => {
  const numbered = plannedSinkCounting(file).by === 'frame-sink';
  const planes = running.map(({ planned }) => framesOn(planned));
  return testFramesOf({ sender: 'softnic-source', numbered }, traffic, planes);
};

/** The cost of a machine's trials, warm-up excluded. */
const profileOf = (
  dataPlane: DataPlaneName,
  ingressPorts: number,
  records: readonly InstructionRecord[],
  { trials, symbols }: BatchResult,
): InstructionProfile => {
  const counts = trials.map(({ request }) => request.warmUp !== true);
  return instructionProfile({
    dataPlane,
    ingressPorts,
    records: records.filter((_, index) => counts[index] ?? true),
    forwarded: trials
      .filter((_, index) => counts[index])
      .map((trial) => trial.counts?.forwarded ?? 0),
    symbols: parseSymbols(symbols),
  });
};
