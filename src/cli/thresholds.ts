import { judgeThresholds } from '../comparison/thresholds.js';
import { salvageSummaries } from '../results/salvage/salvage-summaries.js';
import { EXIT } from './exit-code.js';
import { say, type Io } from './io.js';

/**
 * The exit code of archived runs by the thresholds of their playbooks, which their reports have shown.
 * @param folders of the archives
 */
export const thresholdExit = async (io: Io, folders: readonly string[]): Promise<number> => {
  const judged = [];
  for (const folder of folders) {
    const { run, trials } = await salvageSummaries(folder);
    if (run !== undefined) judged.push(...judgeThresholds(run, trials));
  }
  const missed = judged.filter(({ met }) => !met).length;
  if (missed === 0) return EXIT.done;
  say(io, `${missed} of ${judged.length} thresholds missed`);
  return EXIT.thresholdMissed;
};
