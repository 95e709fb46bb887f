/** Why a figure is missing: the trials for it were all invalid. */
export const notMeasurable = (causes: readonly { readonly code: string }[]): string =>
  `not measurable: ${[...new Set(causes.map(({ code }) => code))].join(', ')}`;

/** Why a figure is missing: the test could not be run. */
export const notApplicable = (reason: string): string => `not applicable: ${reason}`;
