import type { Remark } from '../../model/section/section.js';
import { sentence } from '../../model/section/sentence.js';
import type { LeftOutRecord } from '../../results/schema.js';
import { planeName } from '../../rfc2544/sections/context.js';
import type { RunSections } from './run-sections.js';

/** The parts of a procedure that were left out; the same for several data planes once. */
const remarks = (left: readonly LeftOutRecord[]): readonly Remark[] =>
  [...new Set(left.map(({ reason }) => reason))].map((reason) => {
    const of = left.filter((each) => each.reason === reason);
    const where = [...new Set(of.map((each) => planeName(each)))].join('; ');
    const what = [
      ...new Set(of.map(({ test, load }) => (load === undefined ? test : `a load of ${test}`))),
    ].join(', ');
    return { level: 'warning', text: sentence`${where}: ${what} not measured: ${reason}` };
  });

/** What a run left out, and why. */
export const leftOut: RunSections = ({ leftOut: left = [] }) =>
  left.length === 0
    ? []
    : [
        {
          id: 'left-out',
          title: 'Not measured',
          headline: remarks(left),
          remarks: [],
          blocks: [],
          detail: false,
        },
      ];
