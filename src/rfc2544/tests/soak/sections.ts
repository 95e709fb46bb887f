import type { Lines, Remark, Sentence, Value } from '../../../model/section/section.js';
import { quantity, sentence } from '../../../model/section/sentence.js';
import { notApplicable, notMeasurable } from '../../sections/causes.js';
import { offeredLoad } from '../../../model/trial.js';
import { planeName, type CellOf, type SectionsOf, type TrialOf } from '../../sections/context.js';
import { validTrials } from '../../sections/median-trial.js';
import { cellColumns, cellValues, numbers, table, words } from '../../sections/table.js';
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

/** The lowest load offered in a valid trial: the load held. */
const heldLoad = ({ outcome }: SoakResult, trialOf: TrialOf): number | null => {
  if (outcome.state !== 'measured') return null;
  const trials = outcome.periods.flatMap(({ trials }) => trials);
  const offered = validTrials(trials, trialOf).map(offeredLoad);
  return offered.length === 0 ? null : Math.min(...offered);
};

const says = (result: SoakResult, trialOf: TrialOf): Sentence => {
  const { load, outcome } = result;
  const asked = load === null ? ['soak'] : [quantity(load, 'pps')];
  const held = heldLoad(result, trialOf);
  const offered = held === null ? asked : [quantity(held, 'pps')];
  switch (outcome.state) {
    case 'measured':
      return outcome.firstLoss === null
        ? sentence`${offered} held without loss`
        : sentence`${offered} held; ${quantity(outcome.lossRatio, 'ratio')} lost, from trial ${outcome.firstLoss} on`;
    case 'undecided':
      return sentence`${asked} ${notMeasurable(outcome.causes)}`;
    case 'not-applicable':
      return sentence`${asked} ${notApplicable(outcome.reason)}`;
  }
};

const headlineOf = (cell: Soak, trialOf: TrialOf): Remark => {
  const size = quantity(cell.frameSize, 'bytes');
  const text = sentence`${planeName(cell)}, ${size}: ${says(cell.result, trialOf)}`;
  return { level: 'result', text };
};

/** Loss over time; nothing for a soak that did not run. */
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
export const soakSections: SectionsOf<SoakResult> = ({ trialOf }, cells) => [
  {
    id: 'soak',
    title: 'Soak',
    headline: cells.map((cell) => headlineOf(cell, trialOf)),
    remarks: [],
    blocks: [
      table(
        'Frames lost at the held load',
        [
          ...cellColumns(cells),
          numbers('load', 'load', 'pps'),
          numbers('offered-load', 'offered', 'pps'),
          numbers('offered', 'offered', 'frames'),
          numbers('lost', 'lost', 'frames'),
          numbers('loss-ratio', 'loss', 'ratio'),
          words('remarks', 'remarks'),
        ],
        cells.map((cell) => [
          ...cellValues(cell),
          cell.result.load,
          heldLoad(cell.result, trialOf),
          ...figures(cell.result),
        ]),
      ),
      ...lossOverTime(cells),
    ],
    detail: false,
  },
];
