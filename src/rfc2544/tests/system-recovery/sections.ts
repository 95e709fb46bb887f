import type { Sentence, Value } from '../../../model/section/section.js';
import { quantity, sentence } from '../../../model/section/sentence.js';
import { notApplicable, notMeasurable } from '../../sections/causes.js';
import { planeName, type CellOf, type SectionsOf } from '../../sections/context.js';
import { repeatsFigure, type Repeats } from '../../sections/figures/repeats-figure.js';
import { headlineOf } from '../../sections/smallest.js';
import { cellColumns, cellValues, numbers, table, words } from '../../sections/table.js';
import { NO_TIMES, TIME_COLUMNS, timesSentence, timeValues } from '../../sections/times.js';
import type { SystemRecoveryResult } from './result.js';

const STILL_LOSING = 'still losing frames at trial end';

const figures = ({ outcome }: SystemRecoveryResult): readonly Value[] => {
  switch (outcome.state) {
    case 'measured': {
      const [times, remarks] = timeValues(outcome, outcome.lowerBoundOnly, STILL_LOSING);
      return [...times, outcome.accuracy, remarks];
    }
    case 'not-overloaded':
      return [...NO_TIMES, null, 'no loss in the overload'];
    case 'undecided':
      return [...NO_TIMES, null, notMeasurable(outcome.causes)];
    case 'not-applicable':
      return [...NO_TIMES, null, notApplicable(outcome.reason)];
  }
};

const says = ({ overloadLoad, outcome }: SystemRecoveryResult): Sentence => {
  switch (outcome.state) {
    case 'measured': {
      const after =
        overloadLoad === null
          ? []
          : sentence` after an overload of ${quantity(overloadLoad, 'pps')}`;
      return sentence`recovered in ${timesSentence(outcome, outcome.lowerBoundOnly)}${after}`;
    }
    case 'not-overloaded':
      return ['system recovery: no loss in the overload'];
    case 'undecided':
      return sentence`system recovery ${notMeasurable(outcome.causes)}`;
    case 'not-applicable':
      return sentence`system recovery ${notApplicable(outcome.reason)}`;
  }
};

const repeatsOf = (cell: CellOf<SystemRecoveryResult>): readonly Repeats[] => {
  const { outcome } = cell.result;
  if (outcome.state !== 'measured') return [];
  const { average, minimum: least, maximum: greatest, trials } = outcome;
  const place = `${cell.frameSize} bytes`;
  return [{ series: planeName(cell), place, average, least, greatest, trials }];
};

/** How long frames are lost after an overload (RFC 2544 section 26.5). */
export const systemRecoverySections: SectionsOf<SystemRecoveryResult> = (_, cells) => [
  {
    id: 'system-recovery',
    title: 'System recovery (RFC 2544 section 26.5)',
    headline: headlineOf(cells, says),
    remarks: [],
    blocks: [
      table(
        'How long frames were lost after an overload',
        [
          ...cellColumns(cells),
          numbers('overload', 'overload', 'pps'),
          numbers('reduced-load', 'then', 'pps'),
          ...TIME_COLUMNS,
          numbers('accuracy', 'accuracy +-', 'ns'),
          words('remarks', 'remarks'),
        ],
        cells.map((cell) => [
          ...cellValues(cell),
          cell.result.overloadLoad,
          cell.result.reducedLoad,
          ...figures(cell.result),
        ]),
      ),
      repeatsFigure(
        'Recovery after an overload',
        'time until no frame was lost',
        'ns',
        cells.flatMap(repeatsOf),
      ),
    ],
    detail: false,
  },
];
