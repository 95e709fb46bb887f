import { planeName } from '../../../rfc2544/sections/context.js';
import { blockCount } from '../../../rfc2544/tests/procedure-of.js';
import { testOf } from '../../../rfc2544/tests/index.js';
import { loadBounds, type LoadBounds } from '../../../rfc2544/trials/load-bounds.js';
import { costsTogether, trialCost, type Cost } from '../../plan/cost.js';
import { cellKey, specOf } from '../cell.js';
import type { Outlook } from './outlook.js';

/** What is expected to come, the trial that is running among it. */
export const aheadOf = ({ run, current, later }: Outlook): Cost => {
  const running = current?.running === undefined ? [] : [current.running];
  const own = [...running, ...(current?.next ?? [])];
  return costsTogether([
    ...own.map((request) => trialCost(run.playbook, request)),
    ...later.map(({ cost }) => cost),
  ]);
};

/** Where a run is: the number of a cell, its block, and the trial in it, each of how many. */
export interface Position {
  readonly cell: number;
  readonly cells: number;
  /** Undefined where the cell is measured in one go. */
  readonly block: { readonly number: number; readonly of: number } | undefined;
  /** In the cell, or its block: that which is running, or else the next one. */
  readonly trial: number;
  readonly trials: number;
}

/** Where a run is; undefined between two cells. */
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

/** The loads between which frames begin to be lost, while they are searched for. */
export const liveBounds = ({ current, run }: Outlook): LoadBounds => {
  if (current === undefined) return {};
  const spec = specOf(run, current.cell);
  if (testOf(spec).search === undefined) return {};
  const { ended, endedInPart } = current;
  return loadBounds(ended.slice(ended.length - endedInPart).map(({ result }) => result));
};

/** How many data planes, in how many networks and under how many modifiers, have yet to be set up. */
export const setUpsAhead = ({ place, later }: Outlook): number => {
  const places = [place, ...later.map(({ cell }) => planeName(cell))];
  return places.filter((each, index) => index > 0 && each !== places[index - 1]).length;
};
