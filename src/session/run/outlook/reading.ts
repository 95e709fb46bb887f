import { planeName } from '../../../rfc2544/sections/context.js';
import { blockCount } from '../../../rfc2544/tests/procedure-of.js';
import { testOf } from '../../../rfc2544/tests/index.js';
import { loadBounds, type LoadBounds } from '../../../rfc2544/trials/load-bounds.js';
import { totalCost, trialCost, type Cost } from '../../plan/cost.js';
import { cellKey, specOf } from '../cell.js';
import type { Outlook } from './outlook.js';

/** The expected cost of the rest of the run, including the running trial. */
export const aheadOf = ({ run, current, later }: Outlook): Cost => {
  const running = current?.running === undefined ? [] : [current.running];
  const own = [...running, ...(current?.next ?? [])];
  return totalCost([
    ...own.map((request) => trialCost(run.playbook, request)),
    ...later.map(({ cost }) => cost),
  ]);
};

/** The position of a run: the numbers of the cell, its block and the trial in it, with their totals. */
export interface Position {
  readonly cell: number;
  readonly cells: number;
  /** Undefined if the cell is measured in one go. */
  readonly block: { readonly number: number; readonly of: number } | undefined;
  /** The running trial in the cell or block, or else the next one. */
  readonly trial: number;
  readonly trials: number;
}

/** The position of a run; undefined between two cells. */
export const positionOf = ({ run, current, numbers }: Outlook): Position | undefined => {
  if (current === undefined) return undefined;
  const { cell, block, endedInPart, running, next } = current;
  const trials = endedInPart + (running === undefined ? 0 : 1) + next.length;
  return {
    cell: numbers.get(cellKey(cell)) ?? 0,
    cells: numbers.size,
    block: block === undefined ? undefined : { number: block, of: blockCount(specOf(run, cell)) },
    trial: Math.min(trials, endedInPart + 1),
    trials,
  };
};

/** The bounds of the current search: the loads between which loss begins. */
export const liveBounds = ({ current, run }: Outlook): LoadBounds => {
  if (current === undefined) return {};
  const spec = specOf(run, current.cell);
  if (testOf(spec).search === undefined) return {};
  const { ended, endedInPart } = current;
  return loadBounds(ended.slice(ended.length - endedInPart).map(({ result }) => result));
};

/** How many places have yet to be set up. */
export const setUpsAhead = ({ place, later }: Outlook): number => {
  const places = [place, ...later.map(({ cell }) => planeName(cell))];
  return places.filter((each, index) => index > 0 && each !== places[index - 1]).length;
};
