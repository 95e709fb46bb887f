import type { Section } from '../../model/section/section.js';
import { quantity, sentence } from '../../model/section/sentence.js';
import { cellColumns, cellValues, numbers, table, words } from '../../rfc2544/sections/table.js';
import type { TrialRecord } from '../../results/schema.js';

/** Invalid trials with their reasons; warm-up trials are left out. */
export const invalidTrials = (_: unknown, trials: readonly TrialRecord[]): readonly Section[] => {
  const used = trials.filter(({ result }) => result.request.warmUp !== true);
  const rows = used.flatMap((trial) => {
    const { frameSize, intendedLoad } = trial.result.request;
    const { validity } = trial.result;
    if (validity.state === 'valid') return [];
    const reasons = validity.reasons.map(({ code, detail }) => `${code} (${detail})`);
    const cell = cellValues({ ...trial, frameSize });
    return [[trial.sequence, ...cell, intendedLoad, reasons.join('; ')]];
  });
  if (rows.length === 0) return [];
  const of = [quantity(rows.length, 'count'), quantity(used.length, 'count')] as const;
  const columns = [
    numbers('sequence', 'trial', 'count'),
    ...cellColumns(used),
    numbers('intended-load', 'intended', 'pps'),
    words('reasons', 'reasons'),
  ];
  return [
    {
      id: 'invalid-trials',
      title: 'Invalid trials, not used',
      headline: [],
      remarks: [{ level: 'warning', text: sentence`${of[0]} of ${of[1]} trials are invalid.` }],
      blocks: [table('Invalid trials', columns, rows)],
      detail: false,
    },
  ];
};
