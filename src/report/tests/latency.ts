import type { Remark, Sentence, Table, Value } from '../../model/section.js';
import { quantity, sentence } from '../../model/sentence.js';
import type { Pps } from '../../model/units.js';
import type { LatencyOutcome } from '../../rfc2544/latency.js';
import type { NotApplicable } from '../../rfc2544/not-applicable.js';
import { notApplicable, notMeasurable } from '../../rfc2544/sections/causes.js';
import type { CellOf, SectionsOf } from '../../rfc2544/sections/context.js';
import { headlineOf } from '../../rfc2544/sections/smallest.js';
import {
  CELL_COLUMNS,
  cellValues,
  numbers,
  remarksOf,
  table,
  words,
} from '../../rfc2544/sections/table.js';
import {
  distributionBlocks,
  distributionRemarks,
  isAbsolute,
  type Measured,
} from './latency-distribution.js';

interface Result {
  /** null where the test was not made. */
  readonly load: Pps | null;
  readonly outcome: LatencyOutcome | NotApplicable;
}

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

const figures = ({ outcome }: Result): readonly Value[] => {
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

const taggedTable = (cells: readonly CellOf<Result>[]): Table =>
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

const says = ({ load, outcome }: Result): Sentence => {
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
export const latency: SectionsOf<Result> = (context, cells) => [
  {
    id: 'latency',
    title: 'Latency (RFC 2544 section 26.2)',
    headline: headlineOf(cells, says),
    remarks: [DEFINITION, ...distributionRemarks(context, cells)],
    blocks: [taggedTable(cells), ...distributionBlocks(context, cells)],
    detail: false,
  },
];
