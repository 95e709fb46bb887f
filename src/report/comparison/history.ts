import { FEWEST_RUNS, type HistoryChange, type HistorySeries } from '../../comparison/history.js';
import { groupBy } from '../../model/group-by.js';
import type {
  Lines,
  Remark,
  Report,
  Section,
  Sentence,
  Table,
} from '../../model/section/section.js';
import { quantity, sentence } from '../../model/section/sentence.js';
import { quantityFacts, type QuantityName } from '../../rfc2544/quantities/quantity.js';
import { numbers, table, words } from '../../rfc2544/sections/table.js';
import { figureSentence } from './place.js';
import { plainText } from '../terminal/units.js';

/** Above this number of series, only their changes are shown. */
const MOST_SHOWN = 6;
/** Further changes are in the table only. */
const MOST_NAMED = 10;

const changeSentence = (series: HistorySeries, change: HistoryChange): Sentence => {
  const { unit } = quantityFacts(series.quantity);
  const { before, after, runId, verdict } = change;
  return sentence`${verdict}: ${figureSentence(series)}, since ${runId}: ${quantity(before.mean, unit)} before, ${quantity(after.mean, unit)} from then on`;
};

const headlineOf = (all: readonly HistorySeries[], runs: number): readonly Remark[] => {
  const changes = all.flatMap((series) =>
    series.changes.map((change): Remark => ({
      level: change.verdict === 'regressed' ? 'warning' : 'result',
      text: changeSentence(series, change),
    })),
  );
  const few = all.filter(({ enough }) => !enough).length;
  const left = changes.length - MOST_NAMED;
  const seen = changes.length === 0 ? ['none seen'] : [quantity(changes.length, 'count')];
  return [
    {
      level: 'result',
      text: sentence`Runs: ${quantity(runs, 'count')}, figures: ${quantity(all.length, 'count')}, changes: ${seen}`,
    },
    ...changes.slice(0, MOST_NAMED),
    ...(left > 0
      ? [{ level: 'note' as const, text: [`${left} more changes are in the table.`] }]
      : []),
    ...(few === 0
      ? []
      : [
          {
            level: 'note' as const,
            text: sentence`Figures of fewer than ${FEWEST_RUNS} runs, in which no change could be seen: ${quantity(few, 'count')}`,
          },
        ]),
  ];
};

const changesTable = (name: QuantityName, all: readonly HistorySeries[]): readonly Table[] => {
  const { title, unit } = quantityFacts(name);
  const columns = [
    words('figure', 'figure'),
    words('testbed', 'testbed'),
    words('run', 'changed in'),
    words('started', 'started'),
    numbers('before', 'before', unit),
    numbers('after', 'after', unit),
    words('verdict', 'verdict'),
  ];
  const rows = all.flatMap((series) =>
    series.changes.map(({ runId, started, before, after, verdict }) => [
      ...[plainText(figureSentence(series)), series.testbed, runId, started],
      ...[before.mean, after.mean, verdict],
    ]),
  );
  return rows.length === 0 ? [] : [table(`Changes of ${title}`, columns, rows)];
};

const pointsTable = (series: HistorySeries): Table => {
  const { unit } = quantityFacts(series.quantity);
  const changed = new Map(series.changes.map((change) => [change.runId, change.verdict]));
  return table(
    plainText(figureSentence(series)),
    [
      words('started', 'started'),
      words('run', 'run'),
      numbers('value', 'value', unit),
      words('change', 'change'),
    ],
    series.points.map(({ started, runId, value }) => [
      ...[started, runId, value, changed.get(runId) ?? null],
    ]),
  );
};

const pointsFigure = (series: HistorySeries): Lines => {
  const { title, unit } = quantityFacts(series.quantity);
  return {
    kind: 'lines',
    title: `${plainText(figureSentence(series))}, ${series.testbed}`,
    description: 'Over runs, from the earliest on.',
    x: { title: 'run', unit: 'count', scale: 'linear' },
    y: { title, unit, scale: 'linear' },
    series: [
      {
        name: series.dataPlane,
        points: series.points.map(({ value }, index) => ({
          ...{ x: index + 1, y: value, least: value, greatest: value, trials: [] },
        })),
      },
    ],
    references: [],
  };
};

/** Figures over many runs, as a report. Pure. @param runs how many were read */
export const historyReport = (
  title: string,
  all: readonly HistorySeries[],
  runs: number,
): Report => {
  const byQuantity = [...groupBy(all, (series) => series.quantity)];
  const shown = all.length <= MOST_SHOWN ? all : [];
  const section: Section = {
    id: 'history',
    title: 'Figures over runs',
    headline: headlineOf(all, runs),
    remarks: [
      {
        level: 'note',
        text: [
          'A change is reported if the means before and after differ significantly at the 1 % level (binary segmentation, t test, corrected for every run that was tried). It has to last for two runs. In instruction time every difference is a change.',
        ],
      },
    ],
    blocks: [
      ...byQuantity.flatMap(([name, own]) => changesTable(name, own)),
      ...shown.flatMap((series) => [pointsTable(series), pointsFigure(series)]),
    ],
    detail: false,
  };
  return {
    runId: title,
    state: { level: 'result', text: ['read'] },
    label: 'of runs of each testbed, which are not compared with each other',
    facts: [],
    headline: section.headline,
    sections: [section],
  };
};
