import { groupBy } from '../../model/group-by.js';
import type { Section, Stacks, Table } from '../../model/section/section.js';
import { quantity, sentence } from '../../model/section/sentence.js';
import { planeName } from '../../rfc2544/sections/context.js';
import { cellColumns, cellValues, numbers, table, words } from '../../rfc2544/sections/table.js';
import type { TrialRecord } from '../../results/schema.js';

/** A trial with the reasons for which it is not used; none of a valid one. */
interface Judged {
  readonly trial: TrialRecord;
  readonly reasons: readonly { readonly code: string; readonly detail: string }[];
}

const judgedOf = (trial: TrialRecord): Judged => {
  const { validity } = trial.result;
  return { trial, reasons: validity.state === 'valid' ? [] : validity.reasons };
};

const tableOf = (invalid: readonly Judged[]): Table => {
  const rows = invalid.map(({ trial, reasons }) => {
    const { frameSize, intendedLoad } = trial.result.request;
    const cell = cellValues({ ...trial, frameSize });
    const why = reasons.map(({ code, detail }) => `${code} (${detail})`).join('; ');
    return [trial.sequence, ...cell, intendedLoad, why];
  });
  const columns = [
    numbers('sequence', 'trial', 'count'),
    ...cellColumns(invalid.map(({ trial }) => trial)),
    numbers('intended-load', 'intended', 'pps'),
    words('reasons', 'reasons'),
  ];
  return table('Invalid trials', columns, rows);
};

/** How many trials of each data plane were used, and how many were not, by the first reason of each. */
const stacksOf = (judged: readonly Judged[]): Stacks => {
  const planes = [...new Set(judged.map(({ trial }) => planeName(trial)))];
  const codes = [...new Set(judged.flatMap(({ reasons: [first] }) => first?.code ?? []))];
  const countOf = (own: readonly Judged[], code: string | undefined): number =>
    own.filter(({ reasons: [first] }) => first?.code === code).length;
  return {
    kind: 'stacks',
    title: 'Trials that were used, and why others were not',
    description: 'A trial with several reasons is counted by the first.',
    unit: 'count',
    scale: 'amount',
    x: { title: 'data plane', unit: 'count', scale: 'category', labels: planes },
    parts: ['valid', ...codes],
    groups: [...groupBy(judged, ({ trial }) => trial.test)].map(([test, own]) => ({
      name: test,
      bars: planes.flatMap((plane, x) => {
        const of = own.filter(({ trial }) => planeName(trial) === plane);
        const amounts = [undefined, ...codes].map((code) => countOf(of, code));
        return of.length === 0 ? [] : [{ x, amounts }];
      }),
    })),
  };
};

/** Invalid trials with their reasons; warm-up trials are left out. */
export const invalidTrials = (_: unknown, trials: readonly TrialRecord[]): readonly Section[] => {
  const judged = trials.filter(({ result }) => result.request.warmUp !== true).map(judgedOf);
  const invalid = judged.filter(({ reasons }) => reasons.length > 0);
  if (invalid.length === 0) return [];
  const of = [quantity(invalid.length, 'count'), quantity(judged.length, 'count')] as const;
  return [
    {
      id: 'invalid-trials',
      title: 'Invalid trials, not used',
      headline: [],
      remarks: [{ level: 'warning', text: sentence`${of[0]} of ${of[1]} trials are invalid.` }],
      blocks: [stacksOf(judged), tableOf(invalid)],
      detail: false,
    },
  ];
};
