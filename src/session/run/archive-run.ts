import { cpus, release } from 'node:os';
import type { Playbook } from '../../config/playbook.js';
import { sendingPorts } from '../../rfc2544/test-plan.js';
import type { Modifier } from '../../model/modifier.js';
import type { TrialResult } from '../../model/trial.js';
import { createArchive, type Archive, type Inputs } from '../../results/archive.js';
import { overheadOf } from '../../results/overhead.js';
import { runIdOf } from '../../results/run-id.js';
import type { RunRecord } from '../../results/schema.js';
import type { BitsPerSecond } from '../../model/units.js';
import { choicesOf } from '../../rfc2544/conformance/choices.js';
import { conformanceOf } from '../../rfc2544/conformance/conformance.js';
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

const conformanceWith = (
  { testbed, playbook }: Pick<RunHeader, 'testbed' | 'playbook'>,
  counting: 'frame-sink' | 'nic',
): RunRecord['conformance'] => [...conformanceOf(choicesOf(playbook, testbed.linkSpeed, counting))];

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
  environment: testbed.environment,
  media: { ingressPorts: sendingPorts(playbook), linkSpeed: testbed.linkSpeed ?? null },
  traffic: playbook.traffic,
  routers: playbook.routers,
  controller: controller(),
  setup: null,
  results: [],
  overhead: null,
  conformance: conformanceWith({ testbed, playbook }, 'nic'),
});

/** A modifier as the archive has it: none is left out. */
const named = (modifier: Modifier): { modifier?: Modifier } =>
  modifier === 'none' ? {} : { modifier };

/**
 * Each trial goes to the journal as it ends, and run.json is replaced whenever something
 * changes, so that the archive can be read at any moment.
 */
const recorder = (
  archive: Archive,
  beginning: Pick<RunHeader, 'testbed' | 'playbook'>,
  record: RunRecord,
): EventListener => {
  let run = record;
  const trials: TrialResult[] = [];
  let trialStarted: string | null = null;
  const update = (change: Partial<RunRecord>): Promise<void> => {
    run = { ...run, ...change };
    return archive.writeRun(run);
  };
  return async (event) => {
    switch (event.type) {
      case 'setup':
        for (const [name, text] of Object.entries(event.patches)) {
          await archive.addInput(name, text);
        }
        return update({
          setup: event.setup,
          // What counts is known once the sink has been examined.
          conformance: conformanceWith(beginning, event.setup.sinkCounting?.by ?? 'nic'),
        });
      case 'trial-started':
        trialStarted = new Date().toISOString();
        return;
      case 'trial-ended': {
        const { sequence, result } = event;
        const { dataPlane, modifier, procedure, test } = event.cell;
        trials.push(result);
        const times = { started: trialStarted, ended: new Date().toISOString() };
        const where = { dataPlane, ...named(modifier), procedure, test };
        return archive.appendTrial({ sequence, ...times, ...where, result });
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
        const overhead = overheadOf(trials, peakResidentBytes);
        return update({ state: event.state, ended: new Date().toISOString(), overhead });
      }
      case 'run-started':
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
    record: recorder(archive, beginning, record),
    [Symbol.asyncDispose]: () => archive[Symbol.asyncDispose](),
  };
};
