import type { Sentence, Value } from '../../model/section.js';
import { quantity, sentence } from '../../model/sentence.js';
import type { Pps } from '../../model/units.js';
import type { NotApplicable } from '../../rfc2544/not-applicable.js';
import { notApplicable, notMeasurable } from '../../rfc2544/sections/causes.js';
import type { SectionsOf } from '../../rfc2544/sections/context.js';
import { headlineOf } from '../../rfc2544/sections/smallest.js';
import { CELL_COLUMNS, cellValues, numbers, table, words } from '../../rfc2544/sections/table.js';
import { NO_TIMES, TIME_COLUMNS, timesSentence, timeValues } from '../../rfc2544/sections/times.js';
import type { SystemRecoveryOutcome } from '../../rfc2544/system-recovery.js';

interface Result {
  /** null where the test was not made. */
  readonly overloadLoad: Pps | null;
  readonly reducedLoad: Pps | null;
  readonly outcome: SystemRecoveryOutcome | NotApplicable;
}

const STILL_LOSING = 'still losing frames at trial end';

const figures = ({ outcome }: Result): readonly Value[] => {
  switch (outcome.state) {
    case 'measured': {
      const [times, remarks] = timeValues(outcome, outcome.unrecovered, STILL_LOSING);
      return [...times, outcome.exactTo, remarks];
    }
    case 'not-overloaded':
      return [...NO_TIMES, null, 'no loss in the overload'];
    case 'undecided':
      return [...NO_TIMES, null, notMeasurable(outcome.causes)];
    case 'not-applicable':
      return [...NO_TIMES, null, notApplicable(outcome.reason)];
  }
};

const says = ({ overloadLoad, outcome }: Result): Sentence => {
  switch (outcome.state) {
    case 'measured': {
      const after =
        overloadLoad === null
          ? []
          : sentence` after an overload of ${quantity(overloadLoad, 'pps')}`;
      return sentence`recovered in ${timesSentence(outcome, outcome.unrecovered)}${after}`;
    }
    case 'not-overloaded':
      return ['system recovery: no loss in the overload'];
    case 'undecided':
      return sentence`system recovery ${notMeasurable(outcome.causes)}`;
    case 'not-applicable':
      return sentence`system recovery ${notApplicable(outcome.reason)}`;
  }
};

/** How long frames are lost after an overload (RFC 2544 section 26.5). */
export const systemRecovery: SectionsOf<Result> = (_, cells) => [
  {
    id: 'system-recovery',
    title: 'System recovery (RFC 2544 section 26.5)',
    headline: headlineOf(cells, says),
    remarks: [],
    blocks: [
      table(
        'How long frames were lost after an overload',
        [
          ...CELL_COLUMNS,
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
    ],
    detail: false,
  },
];
