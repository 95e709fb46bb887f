// The declarations of an archive name AsyncDisposable, which not every program has in its lib.
/// <reference lib="esnext.disposable" preserve="true" />

/**
 * The package's API: the results of runs, read and validated.
 * The same as JSON Schema: `vrbench schema run`, `vrbench schema trial`.
 */
export { UnreadableArchive } from './results/archive-failure.js';
export type { JournalText } from './results/journal/read-journal.js';
export { readRun, readTrials } from './results/read-run.js';
export type {
  CellResult,
  Conformance,
  Environment,
  Media,
  Overhead,
  RunRecord,
  RunState,
  Setup,
  TestName,
  TestResult,
  TrialRecord,
} from './results/schema.js';
