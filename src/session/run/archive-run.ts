import { cpus, release } from 'node:os';
import type { Playbook, StatedPlaybook } from '../../config/playbook.js';
import { createArchive, type Archive, type Inputs } from '../../results/archive.js';
import { overheadOf, ownTime } from '../../results/overhead.js';
import { runIdOf } from '../../results/run-id.js';
import type { Conformance, RunRecord } from '../../results/schema.js';
import { openTrialsOf } from '../../results/read-run.js';
import { UnreadableArchive } from '../../results/archive-failure.js';
import type { BitsPerSecond, Nanoseconds } from '../../model/units.js';
import { conformanceOf } from '../../rfc2544/conformance/conformance.js';
import { askedBy } from './asked-by.js';
import { allNetworkFacts } from './network-facts.js';
import { placeRecordOf } from './place-record.js';
import type { EventListener } from './events.js';
import { leftOutRecordOf, referenceRecordOf } from './reference-record.js';

/** What a run's archive begins with. */
export interface RunHeader {
  /** The folder that holds all archives. */
  readonly root: string;
  /** Its name, its environment, and its link speed where specified. */
  readonly testbed: Pick<RunRecord, 'environment'> & {
    readonly name: string;
    readonly linkSpeed?: BitsPerSecond | undefined;
  };
  readonly playbook: Playbook;
  /** As it is written. */
  readonly stated: StatedPlaybook;
  readonly inputs: Inputs;
  readonly vrbench: RunRecord['vrbench'];
}

/** A run's archive, written from its events. */
export interface ArchivedRun extends AsyncDisposable {
  readonly runId: string;
  readonly folder: string;
  readonly logFile: string;
  readonly record: EventListener;
  /** Removes the archive again: nothing was begun. */
  readonly discard: () => Promise<void>;
}

const controller = (): RunRecord['controller'] => {
  const found = cpus();
  return {
    kernelRelease: release(),
    cpuModel: found[0]?.model ?? 'unknown',
    cpus: found.length,
    node: process.versions.node,
  };
};

const emptyRecord = (
  { testbed, playbook, stated, vrbench }: RunHeader,
  runId: string,
  started: Date,
): RunRecord => ({
  schemaVersion: 3,
  runId,
  started: started.toISOString(),
  ended: null,
  state: { state: 'running' },
  vrbench,
  testbed: testbed.name,
  playbook: playbook.name,
  asked: askedBy(playbook, stated),
  order: playbook.order,
  environment: testbed.environment,
  ...allNetworkFacts(playbook, stated, testbed),
  controller: controller(),
  setup: null,
  dutSetups: [],
  trials: 0,
  results: [],
  overhead: null,
  conformance: [],
});

/** By the journal, read back: it may be longer than there is memory. None where it cannot be read. */
const conformanceIn = async (folder: string, run: RunRecord): Promise<readonly Conformance[]> => {
  try {
    return conformanceOf(run, (await openTrialsOf(folder)).trials);
  } catch (error) {
    if (error instanceof UnreadableArchive) return [];
    throw error;
  }
};

/**
 * Each trial goes to the journal as it ends, and run.json is replaced whenever something
 * changes, so that the archive can be read at any moment.
 */
const recorder = (archive: Archive, record: RunRecord, stated: StatedPlaybook): EventListener => {
  let run = record;
  let trials = 0;
  /** The controller's own time in each trial that has figures. */
  const overheads: Nanoseconds[] = [];
  let trialStarted: string | null = null;
  let running = 0;
  const update = (change: Partial<RunRecord>): Promise<void> => {
    run = { ...run, ...change, trials };
    return archive.writeRun(run);
  };
  return async (event) => {
    switch (event.type) {
      case 'setup':
        for (const [name, text] of Object.entries(event.patches)) {
          await archive.addInput(name, text);
        }
        return update({ setup: event.setup });
      case 'dut-set-up': {
        const { guests } = event;
        const at = { ...placeRecordOf(event), afterTrials: trials };
        const setup = guests === undefined ? at : { ...at, guests };
        return update({ dutSetups: [...(run.dutSetups ?? []), setup] });
      }
      case 'trial-started':
        trialStarted = new Date().toISOString();
        running = event.sequence;
        return;
      case 'kernel-log':
        return archive.addKernelLog(`trial-${running}-${event.machine}.log`, event.text);
      case 'trial-ended': {
        const { sequence, result } = event;
        const { procedure, test } = event.cell;
        const times = { started: trialStarted, ended: new Date().toISOString() };
        const where = { ...placeRecordOf(event.cell), procedure, test };
        const { block } = event;
        const part = block === undefined ? {} : { block };
        const trial = { sequence, ...times, ...where, ...part, result };
        await archive.appendTrial(trial);
        trials += 1;
        overheads.push(...ownTime(result));
        return;
      }
      case 'cell-ended': {
        const { frameSize, procedure } = event.cell;
        const { result } = event;
        const cell = { ...placeRecordOf(event.cell), frameSize, procedure, result };
        return update({ results: [...run.results, cell] });
      }
      case 'loads-known': {
        const reference = referenceRecordOf(stated, event.loads);
        return update(reference === undefined ? {} : { reference });
      }
      case 'left-out': {
        const left = leftOutRecordOf(event.cell, event.left);
        return update({ leftOut: [...(run.leftOut ?? []), left] });
      }
      case 'profiled':
        return update({ instructions: [...(run.instructions ?? []), event.profile] });
      case 'run-ended': {
        const peakResidentBytes = process.resourceUsage().maxRSS * 1024;
        const ended = new Date().toISOString();
        run = { ...run, trials };
        const conformance = await conformanceIn(archive.folder, run);
        const spent = overheadOf(overheads, peakResidentBytes);
        run = { ...run, state: event.state, ended, overhead: spent, conformance };
        return archive.endRun(run);
      }
      case 'run-started':
      case 'set-up-started':
      case 'cell-started':
        return;
    }
  };
};

/** Begins the archive of a run. @throws Failure when it cannot be written */
export const archiveRun = async (beginning: RunHeader): Promise<ArchivedRun> => {
  const started = new Date();
  const id = runIdOf(started, beginning.playbook.name);
  const archive = await createArchive(beginning.root, id, beginning.inputs);
  const record = emptyRecord(beginning, archive.runId, started);
  try {
    await archive.writeRun(record);
  } catch (error) {
    await archive[Symbol.asyncDispose]();
    await archive.discard();
    throw error;
  }
  return {
    runId: archive.runId,
    folder: archive.folder,
    logFile: archive.logFile,
    record: recorder(archive, record, beginning.stated),
    discard: () => archive.discard(),
    [Symbol.asyncDispose]: () => archive[Symbol.asyncDispose](),
  };
};
