import { judgeThresholds } from '../comparison/thresholds.js';
import { salvageSummaries } from '../results/salvage/salvage-summaries.js';
import type { RunRecord } from '../results/schema.js';
import type { TrialSummary } from '../results/summaries/trial-summary.js';
import { EXIT } from './exit-code.js';
import { say, type Io } from './io.js';

/** A run that may have thresholds. */
export interface ThresholdRun {
  readonly run: RunRecord;
  /** Those of its journal; called only if the run has thresholds. */
  readonly trials: () => readonly TrialSummary[];
}

/** The exit code of runs by the thresholds of their playbooks, which their reports have shown. */
export const exitByThresholds = (io: Io, runs: readonly ThresholdRun[]): number => {
  const judged = runs.flatMap(({ run, trials }) =>
    (run.thresholds ?? []).length === 0 ? [] : judgeThresholds(run, trials()),
  );
  const missed = judged.filter(({ met }) => !met).length;
  if (missed === 0) return EXIT.done;
  say(io, `${missed} of ${judged.length} thresholds missed`);
  return EXIT.thresholdMissed;
};

/** The same of archived runs. @param folders of the archives */
export const thresholdExit = async (io: Io, folders: readonly string[]): Promise<number> => {
  const runs: ThresholdRun[] = [];
  for (const folder of folders) {
    const { run, trials } = await salvageSummaries(folder);
    if (run !== undefined) runs.push({ run, trials: () => trials });
  }
  return exitByThresholds(io, runs);
};
