import type { Sentence, Table, Value } from '../../../model/section/section.js';
import { percent } from '../../../model/numbers/percent.js';
import { quantity, sentence } from '../../../model/section/sentence.js';
import { notApplicable, notMeasurable } from '../../sections/causes.js';
import { planeName, type CellOf, type SectionsOf } from '../../sections/context.js';
import { repeatsFigure, type Repeats } from '../../sections/figures/repeats-figure.js';
import { headlineOf } from '../../sections/smallest.js';
import {
  boundIf,
  cellColumns,
  cellValues,
  numbers,
  remarksOf,
  table,
  words,
} from '../../sections/table.js';
import { isFullRate } from '../../../model/network/offering.js';
import type { BackToBackOutcome, BackToBackResult } from './result.js';

type Bursts = CellOf<BackToBackResult>;

const NONE: readonly Value[] = [null, null, null, null, null, null, null];

type Measured = Extract<BackToBackOutcome, { state: 'measured' }>;

const lengths = (outcome: Measured): readonly Value[] => {
  const { lengths: all, lowerBoundOnly, average, minimum, maximum, standardDeviation } = outcome;
  const bound = lowerBoundOnly > 0;
  return [
    boundIf(bound, average),
    boundIf(lowerBoundOnly === all.length, minimum),
    boundIf(bound, maximum),
    // Lower bounds have no spread.
    bound ? null : standardDeviation,
    boundIf(bound, outcome.impliedBufferTime),
    boundIf(bound, outcome.correctedBufferTime),
  ];
};

/** How far below the line rate bursts were sent; undefined if they were not. */
const slower = ({ frameRate, offeredLoad }: Measured): number | undefined =>
  frameRate === undefined || offeredLoad === undefined || isFullRate(offeredLoad, frameRate)
    ? undefined
    : 1 - offeredLoad / frameRate;

const remarks = (outcome: Measured): readonly string[] => {
  const { lowerBoundOnly, lengths: all } = outcome;
  const share = slower(outcome);
  return [
    ...(lowerBoundOnly === 0
      ? []
      : [
          `no loss in the longest burst tried in ${lowerBoundOnly} of ${all.length}: lower bound only`,
        ]),
    ...(share === undefined
      ? []
      : [`bursts were ${percent(Number(share.toPrecision(3)))} below line rate`]),
  ];
};

const figures = ({ outcome }: BackToBackResult): readonly Value[] => {
  switch (outcome.state) {
    case 'measured':
      return [...lengths(outcome), outcome.offeredLoad ?? null, remarksOf(remarks(outcome))];
    case 'not-applicable':
      return [...NONE, notApplicable(outcome.reason)];
    case 'undecided':
      return [...NONE, `burst of ${outcome.burst} frames ${notMeasurable(outcome.causes)}`];
  }
};

const burstTable = (cells: readonly Bursts[]): Table =>
  table(
    'Longest bursts without loss, and the buffer they imply',
    [
      ...cellColumns(cells),
      numbers('mean', 'mean', 'frames'),
      numbers('shortest', 'min', 'frames'),
      numbers('longest', 'max', 'frames'),
      numbers('standard-deviation', 'std dev', 'frames'),
      numbers('implied-buffer-time', 'implied buffer', 'ns'),
      numbers('corrected-buffer-time', 'corrected buffer', 'ns'),
      numbers('offered-load', 'offered', 'pps'),
      words('remarks', 'remarks'),
    ],
    cells.map((cell) => [...cellValues(cell), ...figures(cell.result)]),
  );

/** Which lengths were tried, and how many repeats a mean is of (RFC 9004 section 7). */
const searchTable = (cells: readonly Bursts[]): readonly Table[] => {
  const rows = cells.flatMap(({ frameSize, result: { step, outcome } }) =>
    outcome.state === 'measured'
      ? [[frameSize, step, outcome.longestBurst, outcome.lengths.length]]
      : [],
  );
  const distinct = new Map(rows.map((row) => [row.join(), row]));
  if (rows.length === 0) return [];
  return [
    table(
      'Search parameters',
      [
        numbers('frame-size', 'frame size', 'bytes'),
        numbers('step', 'step', 'frames'),
        numbers('longest-tried', 'longest tried', 'frames'),
        numbers('repeats', 'repeats', 'count'),
      ],
      [...distinct.values()],
    ),
  ];
};

const repeatsOf = (cell: Bursts): readonly Repeats[] => {
  const { outcome } = cell.result;
  if (outcome.state !== 'measured') return [];
  const { average, minimum: least, maximum: greatest, lengths: found } = outcome;
  const place = `${cell.frameSize} bytes`;
  // Each repeat is a search of several bursts, which are not listed.
  const searches = found.length;
  return [{ series: planeName(cell), place, average, least, greatest, trials: [], searches }];
};

const says = ({ outcome }: BackToBackResult): Sentence => {
  switch (outcome.state) {
    case 'measured': {
      const least = outcome.lowerBoundOnly > 0 ? 'at least ' : '';
      const share = slower(outcome);
      const rate =
        share === undefined ? [] : sentence`, ${quantity(share, 'ratio')} below line rate`;
      return sentence`longest burst without loss ${least}${quantity(outcome.average, 'frames')} on average${rate}`;
    }
    case 'not-applicable':
      return sentence`back-to-back frames ${notApplicable(outcome.reason)}`;
    case 'undecided':
      return sentence`back-to-back frames ${notMeasurable(outcome.causes)}`;
  }
};

/** The longest bursts at the frame rate of the media that lose nothing (RFC 2544 section 26.4, RFC 9004). */
export const backToBackSections: SectionsOf<BackToBackResult> = (_, cells) => [
  {
    id: 'back-to-back',
    title: 'Back-to-back frames (RFC 2544 section 26.4, RFC 9004)',
    headline: headlineOf(cells, says),
    remarks: [],
    blocks: [
      burstTable(cells),
      repeatsFigure(
        'Longest bursts without loss',
        'longest burst',
        'frames',
        cells.flatMap(repeatsOf),
      ),
      ...searchTable(cells),
    ],
    detail: false,
  },
];
