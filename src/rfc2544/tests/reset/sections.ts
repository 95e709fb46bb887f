import { groupBy } from '../../../model/group-by.js';
import type {
  Absent,
  Column,
  Lines,
  Remark,
  Sentence,
  Value,
} from '../../../model/section/section.js';
import { sentence } from '../../../model/section/sentence.js';
import type { ResetKind } from '../../../model/trial.js';
import { notApplicable, notMeasurable } from '../../sections/causes.js';
import { planeName, type CellOf, type SectionsOf } from '../../sections/context.js';
import { repeatsFigure, type Repeats } from '../../sections/figures/repeats-figure.js';
import { headlineOf } from '../../sections/smallest.js';
import { cellColumns, cellValues, numbers, remarksOf, table, words } from '../../sections/table.js';
import { NO_TIMES, TIME_COLUMNS, timesSentence, timeValues } from '../../sections/times.js';
import type { ResetResult } from './result.js';

/** The types of reset by RFC 6201, and what is reset. */
const KINDS: Readonly<Record<ResetKind, string>> = {
  'module-reload': 'software: module',
  interface: 'software: interface',
  reboot: 'software: reboot',
  power: 'power',
};

const STILL_DOWN = 'still down at trial end';

const wasInterrupted = ({ outcome }: ResetResult): boolean =>
  outcome.state === 'measured' && (outcome.interrupted ?? 0) > 0;

/** Columns that are shown if some cell has a value. */
const OPTIONAL: readonly {
  readonly column: Column;
  readonly of: (result: ResetResult) => Value;
}[] = [
  {
    // Otherwise it is the time between two frames.
    column: numbers('accuracy', 'accuracy +-', 'ns'),
    of: (result) =>
      wasInterrupted(result) && result.outcome.state === 'measured'
        ? (result.outcome.accuracy ?? null)
        : null,
  },
  {
    // If the sink takes timestamps.
    column: numbers('mean-by-time-stamps', 'mean by time stamps', 'ns'),
    of: ({ outcome }) =>
      outcome.state === 'measured' ? (outcome.byTimeStamps?.average ?? null) : null,
  },
];

const figures = ({ outcome }: ResetResult): readonly [readonly Value[], Value] => {
  switch (outcome.state) {
    case 'measured': {
      const { lowerBoundOnly, interrupted = 0, times } = outcome;
      const [values, remark] = timeValues(outcome, lowerBoundOnly, STILL_DOWN);
      const down = `generator's link down in ${interrupted} of ${times.length}`;
      const remarks = [
        ...(typeof remark === 'string' ? [remark] : []),
        ...(interrupted > 0 ? [down] : []),
      ];
      return [values, remarksOf(remarks)];
    }
    case 'undecided':
      return [NO_TIMES, notMeasurable(outcome.causes)];
    case 'not-applicable':
      return [NO_TIMES, notApplicable(outcome.reason)];
  }
};

/** How times were measured if not by lost frames. */
const interruptionRemarks = (cells: readonly CellOf<ResetResult>[]): readonly Remark[] =>
  cells.some(({ result }) => wasInterrupted(result))
    ? [
        {
          level: 'note',
          text: [
            "If the generator's link was down, the generator was started again as soon as the link was back: the time is by the sink's timestamps, if it takes them, and may be too long by the time the generator took to send again.",
          ],
        },
      ]
    : [];

const says = ({ kind, outcome }: ResetResult): Sentence => {
  const reset = `${kind} reset`;
  switch (outcome.state) {
    case 'measured':
      return sentence`${reset} ${timesSentence(outcome, outcome.lowerBoundOnly)} without forwarding`;
    case 'undecided':
      return sentence`${reset} ${notMeasurable(outcome.causes)}`;
    case 'not-applicable':
      return sentence`${reset} ${notApplicable(outcome.reason)}`;
  }
};

const repeatsOf = (cell: CellOf<ResetResult>): readonly Repeats[] => {
  const { outcome } = cell.result;
  if (outcome.state !== 'measured') return [];
  const { average, minimum: least, maximum: greatest, trials } = outcome;
  const place = `${cell.frameSize} bytes`;
  return [{ series: planeName(cell), place, average, least, greatest, trials }];
};

/** Time without forwarding over frame size, a figure for each kind of reset. */
const figuresByKind = (cells: readonly CellOf<ResetResult>[]): readonly (Lines | Absent)[] =>
  [...groupBy(cells, ({ result }) => result.kind)].map(([kind, own]) =>
    repeatsFigure(
      `Time without forwarding (${KINDS[kind]})`,
      'time without forwarding',
      'ns',
      own.flatMap(repeatsOf),
    ),
  );

/** How long frames are lost because of a reset (RFC 2544 section 26.6, RFC 6201). */
export const resetSections: SectionsOf<ResetResult> = (_, cells) => {
  const optional = OPTIONAL.filter(({ of }) => cells.some(({ result }) => of(result) !== null));
  return [
    {
      id: 'reset',
      title: 'Reset (RFC 2544 section 26.6, RFC 6201)',
      headline: headlineOf(cells, says),
      remarks: interruptionRemarks(cells),
      blocks: [
        table(
          'Time without forwarding, by frames lost at a load',
          [
            ...cellColumns(cells),
            words('reset', 'reset'),
            numbers('load', 'load', 'pps'),
            ...TIME_COLUMNS,
            ...optional.map(({ column }) => column),
            words('remarks', 'remarks'),
          ],
          cells.map((cell) => {
            const [times, remarks] = figures(cell.result);
            return [
              ...cellValues(cell),
              KINDS[cell.result.kind],
              cell.result.load,
              ...times,
              ...optional.map(({ of }) => of(cell.result)),
              remarks,
            ];
          }),
        ),
        ...figuresByKind(cells),
      ],
      detail: false,
    },
  ];
};
