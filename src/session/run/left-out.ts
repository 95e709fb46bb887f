import type { RunCell } from './cell.js';
import type { LeftOut, PlannedRun } from './planned-run.js';

const concerns = (left: LeftOut, cell: RunCell): boolean =>
  left.frameSize === cell.frameSize &&
  (left.procedure === undefined || left.procedure === cell.procedure) &&
  (left.network === undefined || left.network === cell.network);

/** What is not measured of a cell: all of it, or some of its loads. */
export const leftOutOf = (
  { loads }: Pick<PlannedRun, 'loads'>,
  cell: RunCell,
): readonly LeftOut[] => loads?.leftOut.filter((left) => concerns(left, cell)) ?? [];

/** Whether nothing of a cell is measured. */
export const isLeftOut = (run: Pick<PlannedRun, 'loads'>, cell: RunCell): boolean =>
  leftOutOf(run, cell).some(({ single }) => !single);
