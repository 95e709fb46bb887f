import { dirname } from 'node:path';
import { loadPlaybook, loadTestbed, type LoadedTestbed } from '../../config/load.js';
import { PreconditionFailure } from '../../model/failure.js';
import { inputFiles } from '../../results/archive.js';
import type { RunRecord } from '../../results/schema.js';
import { setupDifferences } from '../../results/setup-differences.js';
import type { Backend, BackendOptions } from '../backends/backend.js';
import { backendOn } from '../backends/index.js';
import { simulationBackend, simulationText } from '../backends/simulation.js';
import { changedInput } from './changed-inputs.js';
import { SetupChanged, type SetupChange } from './setup-changed.js';
import type { StoppedRun } from './stopped-run.js';

/** Files named again on the command line. */
export interface GivenAgain {
  readonly testbed?: string | undefined;
  readonly playbook?: string | undefined;
  readonly simulate?: boolean | undefined;
}

/** The testbed of a run: the given file, or else the archived text under the path of the original file. */
const testbedOf = async (
  { folder, record }: StoppedRun,
  given: string | undefined,
  signal: AbortSignal,
): Promise<LoadedTestbed> => {
  if (given !== undefined) return loadTestbed(given, signal);
  const loaded = await loadTestbed(inputFiles(folder).testbed, signal);
  const file = record.inputs?.testbed.file;
  if (file === undefined || file === null) {
    throw new PreconditionFailure({
      attempted: `resuming run ${record.runId}`,
      got: 'its archive does not record the path of its testbed file',
      remedy: 'name it: -t TESTBED',
    });
  }
  return { ...loaded, path: file, folder: dirname(file) };
};

/** Changes that make figures incomparable, such as another kind of emulated machines. */
const changedEnvironment = (
  { environment: before }: RunRecord,
  { testbed: { environment } }: Backend,
): readonly SetupChange[] =>
  setupDifferences({ setup: null, environment: before }, { setup: null, environment }).map(
    ({ what, where, one, other }) => ({
      what: `${what} of the ${where}`,
      before: one,
      now: other,
    }),
  );

/** A run on machines cannot be resumed on simulated devices, nor the reverse. */
const changedKind = (
  { environment: { kind } }: RunRecord,
  { testbed, simulate }: GivenAgain,
): readonly SetupChange[] => {
  const what = 'environment';
  if (kind === 'simulated' && testbed !== undefined) {
    return [{ what, before: 'simulated devices', now: `testbed ${testbed}` }];
  }
  return kind !== 'simulated' && simulate === true
    ? [{ what, before: kind, now: 'simulated devices' }]
    : [];
};

/**
 * The backend of a resumed run: its own testbed and playbook, from its archive.
 * @param given files named on the command line, such as a testbed that was moved
 * @throws SetupChanged that lists all differences
 * @throws InvalidFile, PreconditionFailure and Interrupted as for a new run
 */
export const stoppedBackend = async (
  stopped: StoppedRun,
  given: GivenAgain,
  options: Omit<BackendOptions, 'count'>,
  signal: AbortSignal,
): Promise<Backend> => {
  const { folder, record } = stopped;
  const simulated = record.environment.kind === 'simulated';
  const requireNone = (changes: readonly SetupChange[]): void => {
    if (changes.length > 0) throw new SetupChanged(record.runId, changes);
  };
  requireNone(changedKind(record, given));
  requireNone([
    ...(await changedInput('playbook', folder, record, { file: given.playbook })),
    ...(await changedInput('testbed', folder, record, {
      file: given.testbed,
      text: simulated ? simulationText() : undefined,
    })),
  ]);
  const playbook = await loadPlaybook(inputFiles(folder).playbook, signal);
  if (simulated) return simulationBackend(playbook);
  const testbed = await testbedOf(stopped, given.testbed, signal);
  const count = record.instructions !== undefined;
  const backend = await backendOn(testbed, playbook, { ...options, count }, signal);
  requireNone(changedEnvironment(record, backend));
  return backend;
};
