import type { Remark, Sentence, Table, Value } from '../../../model/section/section.js';
import { quantity, sentence } from '../../../model/section/sentence.js';
import { notApplicable, notMeasurable } from '../../sections/causes.js';
import type { CellOf, SectionsOf } from '../../sections/context.js';
import { headlineOf } from '../../sections/smallest.js';
import {
  CELL_COLUMNS,
  cellValues,
  numbers,
  remarksOf,
  table,
  words,
} from '../../sections/table.js';
import {
  distributionBlocks,
  distributionRemarks,
  isAbsolute,
  type Measured,
} from './distribution.js';
import type { LatencyResult } from './result.js';

const NONE: readonly Value[] = [null, null, null, null, null, null];

const measured = (outcome: Measured): readonly Value[] => {
  const { average, averageBounds, minimum, maximum, times, lost } = outcome;
  const { atLeast, atMost } = averageBounds;
  const absolute = isAbsolute(outcome);
  const repeats = times.length + lost;
  const remarks = [
    ...(absolute ? [] : ['clocks too uncertain']),
    ...(lost === 0 ? [] : [`tagged frame lost in ${lost} of ${repeats}`]),
  ];
  const figures = absolute ? [average, atLeast, atMost, minimum, maximum] : NONE.slice(1);
  return [...figures, repeats, remarksOf(remarks)];
};

const figures = ({ outcome }: LatencyResult): readonly Value[] => {
  switch (outcome.state) {
    case 'measured':
      return measured(outcome);
    case 'lost':
      return [...NONE, 'every tagged frame was lost'];
    case 'undecided':
      return [...NONE, notMeasurable(outcome.causes)];
    case 'not-applicable':
      return [...NONE, notApplicable(outcome.reason)];
  }
};

const taggedTable = (cells: readonly CellOf<LatencyResult>[]): Table =>
  table(
    'Latency of the tagged frame',
    [
      ...CELL_COLUMNS,
      numbers('load', 'load', 'pps'),
      numbers('mean', 'mean', 'ns'),
      numbers('mean-at-least', 'at least', 'ns'),
      numbers('mean-at-most', 'at most', 'ns'),
      numbers('shortest', 'min', 'ns'),
      numbers('longest', 'max', 'ns'),
      numbers('repeats', 'repeats', 'count'),
      words('remarks', 'remarks'),
    ],
    cells.map((cell) => [...cellValues(cell), cell.result.load, ...figures(cell.result)]),
  );

const says = ({ load, outcome }: LatencyResult): Sentence => {
  switch (outcome.state) {
    case 'measured': {
      if (!isAbsolute(outcome)) return ['latency not known: clocks too uncertain'];
      const at = load === null ? [] : sentence` at ${quantity(load, 'pps')}`;
      return sentence`latency ${quantity(outcome.average, 'ns')} on average${at}`;
    }
    case 'lost':
      return ['latency not known: every tagged frame was lost'];
    case 'undecided':
      return sentence`latency ${notMeasurable(outcome.causes)}`;
    case 'not-applicable':
      return sentence`latency ${notApplicable(outcome.reason)}`;
  }
};

const DEFINITION: Remark = {
  level: 'note',
  text: [
    'As RFC 1242 section 3.8 defines it for store and forward devices: from the last bit in to the first bit out.',
  ],
};

/** How long frames take: the tagged ones, as RFC 2544 section 26.2 says, and all others. */
export const latencySections: SectionsOf<LatencyResult> = (context, cells) => [
  {
    id: 'latency',
    title: 'Latency (RFC 2544 section 26.2)',
    headline: headlineOf(cells, says),
    remarks: [DEFINITION, ...distributionRemarks(context, cells)],
    blocks: [taggedTable(cells), ...distributionBlocks(context, cells)],
    detail: false,
  },
];
