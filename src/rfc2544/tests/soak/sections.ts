import type { Lines, Remark, Sentence, Value } from '../../../model/section/section.js';
import { quantity, sentence } from '../../../model/section/sentence.js';
import { notApplicable, notMeasurable } from '../../sections/causes.js';
import { planeName, type CellOf, type SectionsOf } from '../../sections/context.js';
import { CELL_COLUMNS, cellValues, numbers, table, words } from '../../sections/table.js';
import type { SoakResult } from './result.js';

type Soak = CellOf<SoakResult>;

const figures = ({ outcome }: SoakResult): readonly Value[] => {
  switch (outcome.state) {
    case 'measured': {
      const { offered, lost, lossRatio, firstLoss } = outcome;
      return [offered, lost, lossRatio, firstLoss === null ? 'no loss' : `from trial ${firstLoss}`];
    }
    case 'undecided':
      return [null, null, null, notMeasurable(outcome.causes)];
    case 'not-applicable':
      return [null, null, null, notApplicable(outcome.reason)];
  }
};

const says = ({ load, outcome }: SoakResult): Sentence => {
  const asked = load === null ? ['soak'] : [quantity(load, 'pps')];
  switch (outcome.state) {
    case 'measured':
      return outcome.firstLoss === null
        ? sentence`${asked} held without loss`
        : sentence`${asked} held; ${quantity(outcome.lossRatio, 'ratio')} lost, from trial ${outcome.firstLoss} on`;
    case 'undecided':
      return sentence`${asked} ${notMeasurable(outcome.causes)}`;
    case 'not-applicable':
      return sentence`${asked} ${notApplicable(outcome.reason)}`;
  }
};

const headlineOf = (cell: Soak): Remark => {
  const size = quantity(cell.frameSize, 'bytes');
  const text = sentence`${planeName(cell)}, ${size}: ${says(cell.result)}`;
  return { level: 'result', text };
};

/** Loss over time; nothing of a soak that was not made. */
const lossOverTime = (cells: readonly Soak[]): readonly Lines[] => {
  const series = cells.flatMap((cell) => {
    const { outcome } = cell.result;
    if (outcome.state !== 'measured') return [];
    const points = outcome.periods.flatMap(({ after, trials, lossRatio: y }) =>
      y === null ? [] : [{ x: after, y, least: y, greatest: y, trials }],
    );
    return [{ name: `${planeName(cell)}, ${cell.frameSize} bytes`, points }];
  });
  if (series.length === 0) return [];
  return [
    {
      kind: 'lines',
      title: 'Loss over time',
      description: 'Each point is a trial; time is that of the load, without pauses.',
      x: { title: 'time', unit: 'ns', scale: 'linear' },
      y: { title: 'loss', unit: 'ratio', scale: 'linear' },
      series,
      references: [],
    },
  ];
};

/** Whether, and when, a load that is held loses frames. */
export const soakSections: SectionsOf<SoakResult> = (_, cells) => [
  {
    id: 'soak',
    title: 'Soak',
    headline: cells.map(headlineOf),
    remarks: [],
    blocks: [
      table(
        'Frames lost at a load held',
        [
          ...CELL_COLUMNS,
          numbers('load', 'load', 'pps'),
          numbers('offered', 'offered', 'frames'),
          numbers('lost', 'lost', 'frames'),
          numbers('loss-ratio', 'loss', 'ratio'),
          words('remarks', 'remarks'),
        ],
        cells.map((cell) => [...cellValues(cell), cell.result.load, ...figures(cell.result)]),
      ),
      ...lossOverTime(cells),
    ],
    detail: false,
  },
];
