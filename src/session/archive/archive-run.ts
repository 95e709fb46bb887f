import { createHash } from 'node:crypto';
import { cpus, release } from 'node:os';
import type { Playbook, StatedPlaybook } from '../../config/playbook.js';
import { thresholdRecords } from '../../config/thresholds/records.js';
import { createArchive, type Inputs } from '../../results/archive.js';
import { runIdOf } from '../../results/run-id.js';
import type { InputFiles, RunRecord } from '../../results/schema.js';
import type { BitsPerSecond } from '../../model/units.js';
import { askedBy } from './asked-by.js';
import { allNetworkFacts } from './network-facts.js';
import type { EventListener, RunEvent } from '../run/events.js';
import { recorder } from './recorder.js';

/** The contents of a run's archive when it is created. */
export interface RunHeader {
  /** The folder that holds all archives. */
  readonly root: string;
  /** Name, environment, and link speed if specified. */
  readonly testbed: Pick<RunRecord, 'environment'> & {
    readonly name: string;
    readonly linkSpeed?: BitsPerSecond | undefined;
  };
  readonly playbook: Playbook;
  /** The playbook as written, before loads are resolved. */
  readonly stated: StatedPlaybook;
  readonly inputs: Inputs;
  /** Paths of the input files; the testbed's is null if devices are simulated. */
  readonly files?: { readonly testbed: string | null; readonly playbook: string } | undefined;
  /** Whether instructions are counted. */
  readonly counts?: boolean | undefined;
  readonly vrbench: RunRecord['vrbench'];
}

/** A run's archive, written from its events. */
export interface ArchivedRun extends AsyncDisposable {
  readonly runId: string;
  readonly folder: string;
  readonly logFile: string;
  readonly record: EventListener;
  /** Whether anything was started, so that there is something to show. */
  readonly isBegun: () => boolean;
  /** Removes the archive of a run that started nothing. */
  readonly discard: () => Promise<void>;
}

/** The SHA-256 of a file's text, in hexadecimal digits. */
export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

const inputFilesOf = ({ files, inputs }: RunHeader): InputFiles | undefined =>
  files && {
    testbed: { file: files.testbed, sha256: sha256Of(inputs.testbed) },
    playbook: { file: files.playbook, sha256: sha256Of(inputs.playbook) },
  };

/** This computer. */
export const controller = (): RunRecord['controller'] => {
  const found = cpus();
  return {
    kernelRelease: release(),
    cpuModel: found[0]?.model ?? 'unknown',
    cpus: found.length,
    node: process.versions.node,
  };
};

const emptyRecord = (header: RunHeader, runId: string, started: Date): RunRecord => {
  const { testbed, playbook, stated, vrbench, counts } = header;
  const inputs = inputFilesOf(header);
  return {
    schemaVersion: 3,
    runId,
    started: started.toISOString(),
    ended: null,
    state: { state: 'running' },
    vrbench,
    ...(inputs !== undefined && { inputs }),
    testbed: testbed.name,
    playbook: playbook.name,
    asked: askedBy(playbook, stated),
    ...(playbook.thresholds && { thresholds: thresholdRecords(playbook.thresholds) }),
    order: playbook.order,
    environment: testbed.environment,
    ...allNetworkFacts(playbook, stated, testbed),
    controller: controller(),
    setup: null,
    dutSetups: [],
    trials: 0,
    results: [],
    ...(counts === true && { instructions: [] }),
    overhead: null,
    conformance: [],
  };
};

/** Events of a run that started nothing, because a machine is unreachable or lacks something. */
const FRAME: readonly RunEvent['type'][] = ['run-started', 'run-ended'];

/** Creates the archive of a run. @throws Failure if it cannot be written */
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
  const write = recorder(archive, record, beginning.stated);
  let begun = false;
  return {
    runId: archive.runId,
    folder: archive.folder,
    logFile: archive.logFile,
    record: (event) => {
      begun ||= !FRAME.includes(event.type);
      return write(event);
    },
    isBegun: () => begun,
    discard: () => archive.discard(),
    [Symbol.asyncDispose]: () => archive[Symbol.asyncDispose](),
  };
};
