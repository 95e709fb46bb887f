import { CHANGE_VERDICTS, type ChangeVerdict } from '../../comparison/change.js';
import type { ComparedFigure, Comparison } from '../../comparison/compare.js';
import { percent } from '../../model/numbers/percent.js';
import type { Remark, Report, Section, Sentence } from '../../model/section/section.js';
import { joined, quantity, sentence } from '../../model/section/sentence.js';
import { quantityFacts } from '../../rfc2544/quantities/quantity.js';
import { table, words } from '../../rfc2544/sections/table.js';
import { runLabel } from '../label.js';
import { changeTables } from './change-tables.js';
import { overlaidFigures } from './overlaid.js';
import { figureSentence } from './place.js';

const warning = (text: string): Remark => ({ level: 'warning', text: [text] });

/** What differs between the runs, above all figures. */
const differencesSection = ({ differences }: Comparison): Section => {
  const columns = [
    words('what', 'what'),
    words('where', 'where'),
    words('a', 'A'),
    words('b', 'B'),
  ];
  const rows = differences.map(({ what, where, one, other }) => [what, where, one, other]);
  return {
    id: 'setup-differences',
    title: 'What the runs differ in',
    headline: [],
    remarks: rows.length === 0 ? [{ level: 'note', text: ['No difference was found.'] }] : [],
    blocks: rows.length === 0 ? [] : [table('Differences', columns, rows)],
    detail: false,
  };
};

const ORDER = [
  'regressed',
  'improved',
  'no-change',
  'cannot-tell',
] as const satisfies readonly ChangeVerdict[];

const counts = ({ figures }: Comparison): Remark => {
  const parts = ORDER.map((verdict): Sentence => {
    const count = figures.filter(({ change }) => change.verdict === verdict).length;
    return sentence`${quantity(count, 'count')} ${CHANGE_VERDICTS[verdict]}`;
  });
  return { level: 'result', text: sentence`B against A: ${joined(parts, ', ')}` };
};

/** Further changes are in the tables only. */
const MOST_NAMED = 8;

const sizeOf = ({ change: { value } }: ComparedFigure): number => Math.abs(value ?? 0);

const changeText = ({
  quantity: name,
  change: { scale, value, bounds },
}: ComparedFigure): Sentence => {
  const { unit } = quantityFacts(name);
  const by = scale === 'relative' ? 'ratio' : unit;
  const signed = (number: number): Sentence =>
    sentence`${number < 0 ? '-' : '+'}${quantity(Math.abs(number), by)}`;
  const points = scale === 'absolute' && unit === 'ratio' ? ' points' : '';
  const { least = NaN, most = NaN } = bounds ?? {};
  const between = Number.isFinite(least) && Number.isFinite(most) && least !== most;
  return sentence`${signed(value ?? 0)}${points}${between ? sentence` (${signed(least)} to ${signed(most)})` : ''}`;
};

/** The greatest changes, a line each; regressions first. */
const named = ({ figures }: Comparison): readonly Remark[] => {
  const changed = (['regressed', 'improved'] as const).flatMap((verdict) =>
    figures
      .filter(({ change }) => change.verdict === verdict)
      .toSorted((one, other) => sizeOf(other) - sizeOf(one)),
  );
  const lines = changed.slice(0, MOST_NAMED).map((figure): Remark => ({
    level: figure.change.verdict === 'regressed' ? 'warning' : 'result',
    text: sentence`${CHANGE_VERDICTS[figure.change.verdict]}: ${figureSentence(figure)} ${changeText(figure)}`,
  }));
  const left = changed.length - lines.length;
  return left <= 0
    ? lines
    : [...lines, { level: 'note', text: [`${left} more changes are in the tables.`] }];
};

/** How the changes were found, for those methods that were used. */
const methodNotes = ({ figures, level }: Comparison): readonly Remark[] => {
  const used = new Set(figures.map(({ change }) => change.method));
  const confidence = percent(Number((1 - level).toPrecision(4)));
  const notes = [
    used.has('exact')
      ? 'Instruction time and simulated devices are deterministic: every difference is a change.'
      : undefined,
    used.has('blocks')
      ? `Interleaved runs are compared block by block: bounds have a confidence of ${confidence} (paired t).`
      : undefined,
    used.has('repeats')
      ? `Repeats are compared by their means: bounds have a confidence of ${confidence} (Welch's t).`
      : undefined,
    used.has('bounds')
      ? 'Searches are compared by their bounds: if they overlap, no change is reported.'
      : undefined,
  ];
  return notes.flatMap((note) =>
    note === undefined ? [] : [{ level: 'note', text: [note] } as const],
  );
};

const changesSection = (comparison: Comparison): Section => ({
  id: 'changes',
  title: 'Changes from A to B',
  headline: [counts(comparison), ...named(comparison)],
  remarks: methodNotes(comparison),
  blocks: [...changeTables(comparison.figures), ...overlaidFigures(comparison.figures)],
  detail: false,
});

const labelOf = ({ one, other }: Comparison): string => {
  const [first, second] = [runLabel(one), runLabel(other)];
  return first === second ? first : `A: ${first}; B: ${second}`;
};

/** Two runs side by side, as a report. Pure. */
export const comparisonReport = (comparison: Comparison): Report => {
  const { one, other, warnings } = comparison;
  const changes = changesSection(comparison);
  const doubts = warnings.map(warning);
  return {
    runId: `${one.runId} and ${other.runId}`,
    state: { level: 'result', text: ['compared'] },
    label: labelOf(comparison),
    facts: [
      { name: 'A', value: [`${one.runId}, ${one.started}`] },
      { name: 'B', value: [`${other.runId}, ${other.started}`] },
    ],
    headline: [...doubts, ...changes.headline],
    sections: [differencesSection(comparison), changes],
  };
};
