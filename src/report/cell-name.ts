import type { CellResult } from '../results/schema.js';

/** A data plane as a table names it: with the modifier it was measured under, if any. */
export const planeName = ({
  dataPlane,
  modifier,
}: Pick<CellResult, 'dataPlane' | 'modifier'>): string =>
  modifier === undefined || modifier === 'none' ? dataPlane : `${dataPlane} + ${modifier}`;
