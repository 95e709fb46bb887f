import type { Sentence, Table, Value } from '../../../model/section/section.js';
import { quantity, sentence } from '../../../model/section/sentence.js';
import { notApplicable, notMeasurable } from '../../sections/causes.js';
import type { CellOf, ReportContext, SectionsOf, TesterLatency } from '../../sections/context.js';
import { headlineOf } from '../../sections/smallest.js';
import { cellColumns, cellValues, numbers, remarksOf, table, words } from '../../sections/table.js';
import { definitionRemarks } from './definition.js';
import {
  distributionBlocks,
  distributionRemarks,
  isAbsolute,
  type Measured,
} from './distribution.js';
import type { LatencyRepeats, LatencyResult } from './result.js';

/** Without mean and its bounds, and extremes. */
const NO_TIMES: readonly Value[] = [null, null, null, null, null];

/** A remark if fewer tagged frames arrived than repeats were asked for. */
const limitReached = ({ asked, measured, limit }: LatencyRepeats): readonly string[] =>
  measured < asked
    ? [`${measured} of ${asked} repeats: the limit of ${limit} trials was reached`]
    : [];

const lostFrames = ({ measured, lost }: LatencyRepeats): readonly string[] =>
  lost === 0 ? [] : [`tagged frame lost in ${lost} of ${measured + lost} trials`];

/** The time on the links that was subtracted from the times of a cell; null if none was. */
const subtractedOf = ({ result: { outcome } }: CellOf<LatencyResult>): number | null => {
  if (outcome.state !== 'measured' || outcome.span?.serialization.state !== 'subtracted')
    return null;
  const { input, output } = outcome.span.serialization;
  return input + output > 0 ? input + output : null;
};

const measured = (outcome: Measured): readonly Value[] => {
  const { average, averageBounds, minimum, maximum } = outcome;
  const { atLeast, atMost } = averageBounds;
  const absolute = isAbsolute(outcome);
  const remarks = [
    ...(absolute ? [] : ['clocks too uncertain']),
    ...lostFrames(outcome.repeats),
    ...limitReached(outcome.repeats),
  ];
  const times = absolute ? [average, atLeast, atMost, minimum, maximum] : NO_TIMES;
  return [...times, outcome.repeats.measured, remarksOf(remarks)];
};

const figures = ({ outcome }: LatencyResult): readonly Value[] => {
  switch (outcome.state) {
    case 'measured':
      return measured(outcome);
    case 'lost':
      return [
        ...NO_TIMES,
        0,
        remarksOf([
          'every tagged frame was lost',
          ...(outcome.repeats === undefined ? [] : limitReached(outcome.repeats)),
        ]),
      ];
    case 'undecided':
      return [...NO_TIMES, null, notMeasurable(outcome.causes)];
    case 'not-applicable':
      return [...NO_TIMES, null, notApplicable(outcome.reason)];
  }
};

/** The tester's own latency after the five times of a cell. */
const withFloor = (values: readonly Value[], floor: readonly Value[]): readonly Value[] => [
  ...values.slice(0, NO_TIMES.length),
  ...floor,
  ...values.slice(NO_TIMES.length),
];

/** The part of a latency that is not the DUT's, by how it was measured. */
const TESTER: Readonly<Record<TesterLatency['through'], string>> = {
  cable: 'tester only',
  bridge: 'tester and bridge',
};

const taggedTable = (
  { testerLatency }: ReportContext,
  cells: readonly CellOf<LatencyResult>[],
): Table => {
  const floor =
    testerLatency === undefined ? [] : [numbers('tester', TESTER[testerLatency.through], 'ns')];
  const links = cells.some((cell) => subtractedOf(cell) !== null)
    ? [numbers('taken-off', 'subtracted', 'ns')]
    : [];
  return table(
    'Latency of the tagged frame',
    [
      ...cellColumns(cells),
      numbers('load', 'load', 'pps'),
      ...links,
      numbers('mean', 'mean', 'ns'),
      numbers('mean-at-least', 'at least', 'ns'),
      numbers('mean-at-most', 'at most', 'ns'),
      numbers('shortest', 'min', 'ns'),
      numbers('longest', 'max', 'ns'),
      ...floor,
      numbers('repeats', 'repeats', 'count'),
      words('remarks', 'remarks'),
    ],
    cells.map((cell) => [
      ...cellValues(cell),
      cell.result.load,
      ...links.map(() => subtractedOf(cell)),
      ...withFloor(
        figures(cell.result),
        floor.map(() => testerLatency?.minimum.get(cell.frameSize) ?? null),
      ),
    ]),
  );
};

const says = ({ load, outcome }: LatencyResult): Sentence => {
  switch (outcome.state) {
    case 'measured': {
      if (!isAbsolute(outcome)) return ['latency not known: clocks too uncertain'];
      const at = load === null ? [] : sentence` at ${quantity(load, 'pps')}`;
      const { asked, measured: repeats } = outcome.repeats;
      const of = repeats < asked ? ` over ${repeats} of ${asked} repeats` : '';
      return sentence`latency ${quantity(outcome.average, 'ns')} on average${of}${at}`;
    }
    case 'lost':
      return ['latency not known: every tagged frame was lost'];
    case 'undecided':
      return sentence`latency ${notMeasurable(outcome.causes)}`;
    case 'not-applicable':
      return sentence`latency ${notApplicable(outcome.reason)}`;
  }
};

/** How long frames take: the tagged ones, as RFC 2544 section 26.2 says, and all others. */
export const latencySections: SectionsOf<LatencyResult> = (context, cells) => [
  {
    id: 'latency',
    title: 'Latency (RFC 2544 section 26.2)',
    headline: headlineOf(cells, says),
    remarks: [...definitionRemarks(cells), ...distributionRemarks(context, cells)],
    blocks: [taggedTable(context, cells), ...distributionBlocks(context, cells)],
    detail: false,
  },
];
