import type { InvalidReason, TrialResult } from '../../model/trial.js';
import { notMeasurable } from '../sections/causes.js';
import type { JournaledTrial, JudgedCell, RunEvidence, TestEvidence } from './evidence.js';
import { NOT_APPLICABLE, notSeen, combined, type Judgement, type Shown } from './judgement.js';

/** Judges one trial; `shown` is the trial itself. */
export type JudgeTrial = (result: TrialResult, shown: Shown) => Judgement;

/** The judgements of trials, made lazily, then 'not seen' if the journal lacks some. */
function* judged(
  trials: readonly JournaledTrial[],
  missing: string | undefined,
  judge: JudgeTrial,
): Generator<Judgement> {
  for (const { sequence, result } of trials) yield judge(result, { trials: [sequence] });
  if (missing !== undefined) yield notSeen(missing);
}

/** Every trial of a run, including invalid ones. A journal that lacks trials meets no requirement. */
export const everyTrial =
  (judge: JudgeTrial, concerns: (trial: JournaledTrial) => boolean = () => true) =>
  ({ trials, missing }: RunEvidence): Judgement =>
    combined(judged(trials.filter(concerns), missing, judge));

/** The trials that a figure rests on: valid ones that are in the journal. */
export const restingOn = (
  { trialOf }: RunEvidence,
  numbers: readonly number[],
  judge: JudgeTrial,
): Judgement =>
  combined(
    numbers.map((sequence) => {
      const result = trialOf(sequence);
      if (result === undefined) return notSeen(`trial ${sequence} is not in the journal`);
      return result.validity.state === 'valid'
        ? judge(result, { trials: [sequence] })
        : notSeen(`trial ${sequence} is invalid`);
    }),
  );

/** The valid trials of a procedure, whether or not its result lists them. */
export const validOf = ({ trials }: JudgedCell<unknown>): readonly JournaledTrial[] =>
  trials.filter(({ result }) => result.validity.state === 'valid');

/** Every valid trial of a procedure. */
export const eachValid = (
  cell: JudgedCell<unknown>,
  { missing }: RunEvidence,
  judge: JudgeTrial,
): Judgement => combined(judged(validOf(cell), missing, judge));

/** A procedure that has ended. */
export type EndedCell<Result> = JudgedCell<Result> & { readonly result: Result };

const hasEnded = <Result>(cell: JudgedCell<Result>): cell is EndedCell<Result> =>
  cell.result !== undefined;

/** Every result of a test; a procedure that was asked for and has none is not seen. */
export const eachResult =
  <Result>(judge: (cell: EndedCell<Result>, run: RunEvidence) => Judgement) =>
  ({ run, cells }: TestEvidence<Result>): Judgement =>
    combined(
      cells.map((cell) =>
        hasEnded(cell) ? judge(cell, run) : notSeen(`no result at ${cell.frameSize} bytes`),
      ),
    );

/** The outcomes without figures, common to all tests. */
type WithoutFigures =
  | { readonly state: 'undecided'; readonly causes: readonly InvalidReason[] }
  | { readonly state: 'not-applicable' };

/** The judgement of a result without figures. */
export const notMeasured = (outcome: WithoutFigures): Judgement =>
  outcome.state === 'undecided' ? notSeen(notMeasurable(outcome.causes)) : NOT_APPLICABLE;
