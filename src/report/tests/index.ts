import type { Section } from '../../model/section.js';
import type { CellOf, ReportContext, SectionsOf } from '../../rfc2544/sections/context.js';
import type { CellResult, ProcedureResult, TestName } from '../../results/schema.js';
import { backToBack } from './back-to-back.js';
import { frameLossRate } from './frame-loss-rate.js';
import { latency } from './latency.js';
import { loadSweep } from './load-sweep.js';
import { mlrSearch } from './mlrsearch.js';
import { reset } from './reset.js';
import { systemRecovery } from './system-recovery.js';
import { throughput } from './throughput.js';

type ResultOf<Test extends TestName> = Extract<ProcedureResult, { test: Test }>;

/** What each test says in a report, in the order of a report. */
const SECTIONS: { readonly [Test in TestName]: SectionsOf<ResultOf<Test>> } = {
  'load-sweep': loadSweep,
  throughput,
  mlrsearch: mlrSearch,
  latency,
  'frame-loss-rate': frameLossRate,
  'back-to-back': backToBack,
  'system-recovery': systemRecovery,
  reset,
};

const isOf = <Test extends TestName>(
  result: ProcedureResult,
  test: Test,
): result is ResultOf<Test> => result.test === test;

const cellsOf = <Test extends TestName>(
  results: readonly CellResult[],
  test: Test,
): readonly CellOf<ResultOf<Test>>[] =>
  results.flatMap((cell) => {
    const { result } = cell;
    return isOf(result, test) ? [{ ...cell, result }] : [];
  });

const sectionsOf = <Test extends TestName>(
  test: Test,
  cells: readonly CellOf<ResultOf<Test>>[],
  context: ReportContext,
): readonly Section[] => (cells.length === 0 ? [] : SECTIONS[test](context, cells));

/** What the tests of a run came to, those left out that it did not make. */
export const testSections = (
  context: ReportContext,
  results: readonly CellResult[],
): readonly Section[] =>
  (Object.keys(SECTIONS) as TestName[]).flatMap((test) =>
    sectionsOf(test, cellsOf(results, test), context),
  );
