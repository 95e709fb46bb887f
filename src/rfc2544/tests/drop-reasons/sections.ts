import type { Remark, Sentence, Table, Value } from '../../../model/section/section.js';
import { joined, quantity, sentence } from '../../../model/section/sentence.js';
import type { DropPlace, DropReasons, TrialResult } from '../../../model/trial.js';
import { offeredLoad } from '../../../model/trial.js';
import { notApplicable, notMeasurable, reasonsOf } from '../../sections/causes.js';
import {
  figuresOf,
  planeName,
  type CellOf,
  type SectionsOf,
  type TrialOf,
} from '../../sections/context.js';
import { PLACES } from '../../sections/losses.js';
import {
  cellColumns,
  cellValues,
  differences,
  numbers,
  table,
  words,
} from '../../sections/table.js';
import { agreements } from './agreement.js';
import type { DropReasonsResult } from './result.js';

type Diagnosis = CellOf<DropReasonsResult>;

/** A diagnosis that traced. */
interface Traced {
  readonly cell: Diagnosis;
  readonly trial: TrialResult;
  readonly reasons: Extract<DropReasons, { readonly state: 'traced' }>;
}

const PERTURBED =
  'Counting drops costs the DUT CPU time: these trials lose more frames than others at the same load, and no' +
  ' result uses their figures.';

const placeText = (place: DropPlace): string =>
  place === 'tester' || place === 'other' ? place : PLACES[place];

const trialAt = ({ result: { outcome } }: Diagnosis, trialOf: TrialOf): TrialResult | undefined =>
  outcome.state === 'made' ? figuresOf(trialOf, outcome.trial) : undefined;

const tracedOf = (cell: Diagnosis, trialOf: TrialOf): readonly Traced[] => {
  const trial = trialAt(cell, trialOf);
  const reasons = trial?.dropReasons;
  return trial === undefined || reasons?.state !== 'traced' ? [] : [{ cell, trial, reasons }];
};

/** Why a diagnosis has no reasons to show; undefined if it has. */
const missing = (cell: Diagnosis, trialOf: TrialOf): string | undefined => {
  const { outcome } = cell.result;
  if (outcome.state === 'undecided') return notMeasurable(outcome.causes);
  if (outcome.state === 'not-applicable') return notApplicable(outcome.reason);
  const reasons = trialAt(cell, trialOf)?.dropReasons;
  if (reasons?.state === 'traced') return undefined;
  return `not traced: ${reasons?.reason ?? 'the trial has no drop reasons'}`;
};

/** `softnet-macvlan, 64 bytes, 300 kpps offered: backlog queue 12 345 frames (agree)`. */
const says = ({ cell, trial, reasons }: Traced): Sentence => {
  const at = sentence`${planeName(cell)}, ${quantity(cell.frameSize, 'bytes')}, diagnosis at ${quantity(offeredLoad(trial), 'pps')}`;
  const found = agreements(trial, reasons);
  if (found.length === 0) return sentence`${at}: no frame was lost`;
  const told = found.map(
    ({ place, counted, state }) =>
      sentence`${PLACES[place]} ${quantity(counted, 'frames')} (${state === 'agree' ? 'the kernel agrees' : state === 'differ' ? 'the kernel differs' : 'not traceable'})`,
  );
  return sentence`${at}: ${joined(told, ', ')}`;
};

const protocolText = (protocol: number): string => `0x${protocol.toString(16).padStart(4, '0')}`;

/** Every reason, in the kernel's words. */
const reasonTable = (traced: readonly Traced[]): readonly Table[] => {
  const rows = traced.flatMap(({ cell, reasons: { drops, left } }) => [
    ...drops.map(({ reason, symbol, module, protocol, place, frames }): readonly Value[] => [
      ...cellValues(cell),
      reason,
      module === undefined ? symbol : `${symbol} [${module}]`,
      protocolText(protocol),
      placeText(place),
      frames,
    ]),
    ...(left === 0
      ? []
      : [[...cellValues(cell), null, 'no room in the histogram', null, null, left]]),
  ]);
  if (rows.length === 0) return [];
  const columns = [
    ...cellColumns(traced.map(({ cell }) => cell)),
    words('reason', 'reason'),
    words('function', 'function'),
    words('protocol', 'EtherType'),
    words('place', 'place'),
    numbers('frames', 'dropped', 'frames'),
  ];
  return [table("What the DUT's kernel dropped, by its own reasons", columns, rows)];
};

/** The same by place, next to the counters of that trial. */
const agreementTable = (traced: readonly Traced[]): readonly Table[] => {
  const rows = traced.flatMap(({ cell, trial, reasons }) =>
    agreements(trial, reasons).map(
      ({ place, counted, traced: frames, state }): readonly Value[] => [
        ...cellValues(cell),
        PLACES[place],
        counted,
        frames,
        frames === null ? null : frames - counted,
        state,
      ],
    ),
  );
  if (rows.length === 0) return [];
  const columns = [
    ...cellColumns(traced.map(({ cell }) => cell)),
    words('place', 'place'),
    numbers('counted', 'by counters', 'frames'),
    numbers('traced', 'by the kernel', 'frames'),
    differences('difference', 'difference', 'frames'),
    words('agreement', ''),
  ];
  return [table('Losses by place: counters and kernel', columns, rows)];
};

const invalidRemarks = ({ cell, trial }: Traced, trialOf: TrialOf): readonly Remark[] => {
  const { outcome } = cell.result;
  if (trial.validity.state === 'valid' || outcome.state !== 'made') return [];
  const reasons = reasonsOf([outcome.trial], trialOf);
  const text = sentence`${planeName(cell)}, ${quantity(cell.frameSize, 'bytes')}: the trial is invalid (${reasons}); its drop reasons still hold`;
  return [{ level: 'warning', text }];
};

/** Why and where the DUT's kernel drops frames, compared with counters. */
export const dropReasonsSections: SectionsOf<DropReasonsResult> = ({ trialOf }, cells) => {
  const traced = cells.flatMap((cell) => tracedOf(cell, trialOf));
  return [
    {
      id: 'drop-reasons',
      title: 'Drop reasons (a diagnosis, no figure of the DUT)',
      headline: traced.map((each): Remark => ({ level: 'note', text: says(each) })),
      remarks: [
        { level: 'warning', text: [PERTURBED] },
        ...cells.flatMap((cell): readonly Remark[] => {
          const why = missing(cell, trialOf);
          if (why === undefined) return [];
          const text = sentence`${planeName(cell)}, ${quantity(cell.frameSize, 'bytes')}: ${why}`;
          return [{ level: 'warning', text }];
        }),
        ...traced.flatMap((each) => invalidRemarks(each, trialOf)),
      ],
      blocks: [...agreementTable(traced), ...reasonTable(traced)],
      detail: false,
    },
  ];
};
