import type { Cell } from './text-table.js';

/** Why a figure is missing: the trials for it were all invalid. */
export const notMeasurable = (causes: readonly { readonly code: string }[]): Cell => [
  'not measurable',
  ...new Set(causes.map(({ code }) => code)),
];

/** Why a figure is missing: the test could not be made; the parts of the reason may go on below. */
export const notApplicable = (reason: string): Cell => ['not applicable', ...reason.split(': ')];
