import type { Section } from '../../model/section/section.js';
import type { RunRecord, TrialRecord } from '../../results/schema.js';
import type { ReportContext } from '../../rfc2544/sections/context.js';

/** Makes sections of a run as a whole; none if it has nothing for them. */
export type RunSections = (
  run: RunRecord,
  trials: readonly TrialRecord[],
  context: ReportContext,
) => readonly Section[];
