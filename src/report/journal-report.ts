import type { Remark, Report } from '../model/section/section.js';
import { trialFinder } from '../rfc2544/trials/by-sequence.js';
import type { TrialRecord } from '../results/schema.js';
import { trialsFact } from './facts.js';
import { invalidTrials } from './sections/invalid-trials.js';
import { conservation } from './sections/conservation.js';
import { unfinished } from './sections/unfinished.js';

/** What is known about a run whose run.json cannot be read. */
export interface JournalRun {
  readonly runId: string;
  readonly folder: string;
  readonly trials: readonly TrialRecord[];
  /** What is wrong with its files. */
  readonly doubts: readonly Remark[];
}

const NOT_KNOWN = 'not known: run.json cannot be read';

/** The report of trials alone, which have no results: of a run whose run.json cannot be read. Pure. */
export const journalReport = ({ runId, folder, trials, doubts }: JournalRun): Report => {
  const trialOf = trialFinder(trials);
  return {
    runId,
    state: { level: 'warning', text: ['not known: run.json cannot be read'] },
    label: NOT_KNOWN,
    facts: [trialsFact(trials), { name: 'archive', value: [folder] }],
    headline: doubts,
    sections: [
      ...unfinished({ results: [] }, trials, { trialOf }),
      ...invalidTrials(undefined, trials),
      ...conservation(undefined, trials),
    ],
  };
};
