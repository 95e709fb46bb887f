import { isValid, type TrialOutcome } from '../../model/trial.js';
import { pps, type Pps } from '../../model/units.js';
import { lossFree } from './loss-free.js';

/** Loads between which frames begin to be lost. */
export interface LoadBounds {
  /** The highest load without loss below all loads with loss; undefined if there is none. */
  readonly lossFree?: Pps | undefined;
  /** The lowest load with loss; undefined if there is none. */
  readonly lossy?: Pps | undefined;
}

/** What trials show of the loads that a warm device carries. Invalid ones show nothing. */
export const loadBounds = (results: readonly TrialOutcome[]): LoadBounds => {
  const valid = results
    .filter(isValid)
    .filter(({ request, counts }) => request.warmUp !== true && counts.offered > 0);
  const loads = (free: boolean): readonly number[] =>
    valid.filter((result) => lossFree(result) === free).map(({ request }) => request.intendedLoad);
  const lossy = loads(false);
  const lowest = lossy.length === 0 ? undefined : pps(Math.min(...lossy));
  const carried = loads(true).filter((load) => lowest === undefined || load < lowest);
  return { lossFree: carried.length === 0 ? undefined : pps(Math.max(...carried)), lossy: lowest };
};
