import type { TrialRequest } from '../../model/trial.js';
import { pps } from '../../model/units.js';
import type { EndedTrial, Procedure } from '../trials/procedure.js';
import { rehearse } from './rehearsal.js';
import { simulate } from './simulated-device.js';

const same = (one: TrialRequest, other: TrialRequest | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/**
 * The trials that a procedure makes next whatever their results are: those that it makes both on a
 * device that loses nothing and on one that loses everything.
 * @param begin the procedure, from its start
 * @param ended its trials until now
 */
export const certainTrials = (
  begin: () => Procedure<unknown>,
  ended: readonly EndedTrial[] = [],
): readonly TrialRequest[] => {
  const best = rehearse(begin(), undefined, ended).trials;
  const worst = rehearse(begin(), simulate({ capacity: pps(0) }), ended).trials;
  const differ = best.findIndex((trial, index) => !same(trial, worst[index]));
  return differ < 0 ? best : best.slice(0, differ);
};
