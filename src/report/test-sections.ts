import type { Section } from '../model/section/section.js';
import type { CellResult } from '../results/schema.js';
import type { ReportContext } from '../rfc2544/sections/context.js';
import { ALL_TESTS } from '../rfc2544/tests/index.js';

/** The results of a run's tests; tests that it did not include are left out. */
export const testSections = (
  context: ReportContext,
  results: readonly CellResult[],
): readonly Section[] =>
  ALL_TESTS.flatMap((test) => {
    const cells = results.filter(({ result }) => result.test === test.name);
    return cells.length === 0 ? [] : test.sections(context, cells);
  });
