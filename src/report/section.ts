import type { TrialResult } from '../model/trial.js';
import type { CellResult, ProcedureResult, RunRecord, TestName } from '../results/schema.js';
import type { Style } from './style.js';

export type Lines = readonly string[];
/** A trial by its sequence number. */
export type TrialOf = (sequence: number) => TrialResult | undefined;
/** A part of a report; empty where the run has nothing for it. */
export type Section = (run: RunRecord, trialOf: TrialOf, style: Style) => Lines;

type ResultOf<Test extends TestName> = Extract<ProcedureResult, { test: Test }>;

const isOf = <Test extends TestName>(
  result: ProcedureResult,
  test: Test,
): result is ResultOf<Test> => result.test === test;

/** The cells of one test, each with its result. */
export const cellsOf = <Test extends TestName>(
  { results }: RunRecord,
  test: Test,
): readonly { readonly cell: CellResult; readonly result: ResultOf<Test> }[] =>
  results.flatMap((cell) => {
    const { result } = cell;
    return isOf(result, test) ? [{ cell, result }] : [];
  });
