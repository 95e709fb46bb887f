import { judgeThresholds, type JudgedThreshold } from '../../comparison/thresholds.js';
import type { Remark, Sentence, Table } from '../../model/section/section.js';
import { quantity, sentence } from '../../model/section/sentence.js';
import { quantityFacts } from '../../rfc2544/quantities/quantity.js';
import type { RunRecord, TrialRecord } from '../../results/schema.js';
import { trialSummary } from '../../results/summaries/trial-summary.js';
import { table, words } from '../../rfc2544/sections/table.js';
import { plainText } from '../terminal/units.js';
import type { RunSections } from './run-sections.js';

const LIMITS = { 'at-least': 'at least', 'at-most': 'at most' } as const;

const sentenceOf = ({ threshold, met, value, because }: JudgedThreshold): Sentence => {
  const { test, dataPlane, network, frameSize, load, limit, quantity: name } = threshold;
  const facts = quantityFacts(name);
  const title = name === 'unlocated' ? 'unlocated frames' : facts.title;
  const places = [network, frameSize === undefined ? undefined : `${frameSize} bytes`]
    .filter((part) => part !== undefined)
    .map((part) => `, ${part}`);
  const at = load === undefined ? [] : sentence` at ${quantity(load, 'pps')}`;
  const found = value === null ? [] : sentence`${quantity(value, facts.unit)}, `;
  const why = because === undefined ? [] : [` (${because})`];
  return sentence`${met ? '✓' : '✗'} ${test}, ${dataPlane}${places}: ${title}${at} ${found}${LIMITS[limit]} ${quantity(threshold.value, facts.unit)}${why}`;
};

const COLUMNS = [
  words('met', 'met'),
  words('test', 'test'),
  words('data-plane', 'data plane'),
  words('figure', 'figure'),
  words('measured', 'measured'),
  words('limit', 'limit'),
  words('because', 'because'),
];

/** The figures have different units, so they are shown as text. */
const resultTable = (all: readonly JudgedThreshold[]): Table =>
  table(
    'Thresholds of the playbook',
    COLUMNS,
    all.map(({ threshold, met, value, because }) => {
      const { test, dataPlane, quantity: name, limit } = threshold;
      const { unit } = quantityFacts(name);
      const text = (number: number): string => plainText([quantity(number, unit)]);
      const measured = value === null ? null : text(value);
      return [
        ...[met ? 'yes' : 'no', test, dataPlane, name, measured],
        ...[`${LIMITS[limit]} ${text(threshold.value)}`, because ?? null],
      ];
    }),
  );

/** Whether each threshold of the playbook was met. */
const thresholdsOf = (run: RunRecord, trials: readonly TrialRecord[]): readonly JudgedThreshold[] =>
  // A journal may not fit into memory, and most runs have no threshold.
  run.thresholds === undefined ? [] : judgeThresholds(run, trials.map(trialSummary));

/** The thresholds and their results, before all other sections. */
export const thresholds: RunSections = (run, trials) => {
  const judged = thresholdsOf(run, trials);
  if (judged.length === 0) return [];
  const lines = judged.map((each): Remark => ({
    level: each.met ? 'result' : 'warning',
    text: sentenceOf(each),
  }));
  return [
    {
      id: 'thresholds',
      title: 'Thresholds',
      headline: lines,
      summary: lines,
      remarks: [],
      blocks: [resultTable(judged)],
      detail: false,
    },
  ];
};
