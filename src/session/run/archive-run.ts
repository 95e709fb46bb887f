import { cpus, release } from 'node:os';
import type { Playbook } from '../../config/playbook.js';
import { sendingPorts } from '../../rfc2544/test-plan.js';
import type { Modifier } from '../../model/modifier.js';
import { createArchive, type Archive, type Inputs } from '../../results/archive.js';
import { overheadOf } from '../../results/overhead.js';
import { runIdOf } from '../../results/run-id.js';
import type { RunRecord, TrialRecord } from '../../results/schema.js';
import type { BitsPerSecond } from '../../model/units.js';
import { conformanceOf } from '../../rfc2544/conformance/conformance.js';
import { testOf } from '../../rfc2544/tests/index.js';
import type { EventListener } from './events.js';

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

/** What a playbook asks for, with the loads that it gives. */
const askedBy = ({
  dataPlanes,
  modifiers,
  frameSizes,
  procedures,
}: Playbook): NonNullable<RunRecord['asked']> => ({
  ...{ dataPlanes, modifiers, frameSizes },
  procedures: procedures.map((spec) => ({
    test: spec.test,
    loads: Object.fromEntries(
      testOf(spec)
        .loads(spec)
        .map(([load, path]) => [path.join('.'), load]),
    ),
  })),
});

const emptyRecord = (
  { testbed, playbook, vrbench }: RunHeader,
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
  asked: askedBy(playbook),
  environment: testbed.environment,
  media: { ingressPorts: sendingPorts(playbook), linkSpeed: testbed.linkSpeed ?? null },
  traffic: playbook.traffic,
  routers: playbook.routers,
  controller: controller(),
  setup: null,
  dutSetups: [],
  trials: 0,
  results: [],
  overhead: null,
  conformance: [],
});

/** A modifier as the archive has it: none is left out. */
const named = (modifier: Modifier): { modifier?: Modifier } =>
  modifier === 'none' ? {} : { modifier };

/**
 * Each trial goes to the journal as it ends, and run.json is replaced whenever something
 * changes, so that the archive can be read at any moment.
 */
const recorder = (archive: Archive, record: RunRecord): EventListener => {
  let run = record;
  const trials: TrialRecord[] = [];
  let trialStarted: string | null = null;
  let running = 0;
  const update = (change: Partial<RunRecord>): Promise<void> => {
    run = { ...run, ...change, trials: trials.length };
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
        const { dataPlane, modifier } = event;
        const setup = { dataPlane, ...named(modifier), afterTrials: trials.length };
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
        const { dataPlane, modifier, procedure, test } = event.cell;
        const times = { started: trialStarted, ended: new Date().toISOString() };
        const where = { dataPlane, ...named(modifier), procedure, test };
        const trial = { sequence, ...times, ...where, result };
        trials.push(trial);
        return archive.appendTrial(trial);
      }
      case 'cell-ended': {
        const { dataPlane, modifier, frameSize, procedure } = event.cell;
        const { result } = event;
        const cell = { dataPlane, ...named(modifier), frameSize, procedure, result };
        return update({ results: [...run.results, cell] });
      }
      case 'profiled':
        return update({ instructions: [...(run.instructions ?? []), event.profile] });
      case 'run-ended': {
        const peakResidentBytes = process.resourceUsage().maxRSS * 1024;
        const overhead = overheadOf(
          trials.map(({ result }) => result),
          peakResidentBytes,
        );
        const conformance = conformanceOf(run, trials);
        const ended = new Date().toISOString();
        return update({ state: event.state, ended, overhead, conformance });
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
  await archive.writeRun(record);
  return {
    runId: archive.runId,
    folder: archive.folder,
    logFile: archive.logFile,
    record: recorder(archive, record),
    discard: () => archive.discard(),
    [Symbol.asyncDispose]: () => archive[Symbol.asyncDispose](),
  };
};
