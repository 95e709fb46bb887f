import { everyTrial, restingOn, type JudgeTrial } from '../by-trial.js';
import { lasts, sendsFor } from '../checks.js';
import type { DecidedLoad, RunEvidence } from '../evidence.js';
import { deviates, NOT_APPLICABLE, notSeen, combined, type Judgement } from '../judgement.js';
import { never, requirementsOf, type RunRequirement } from '../requirement.js';

const rfc2544 = requirementsOf('RFC 2544');

const learns: JudgeTrial = ({ timing: { waits } }, shown) => {
  if (waits === undefined) return notSeen('not recorded');
  return waits.learning === undefined
    ? deviates('neighbours are static')
    : lasts(waits.learning, 2, shown);
};

/** Searches may use shorter trials; those that a figure rests on are full-length. */
const longestAt = ({ trialOf }: RunEvidence, { trials }: DecidedLoad): readonly number[] => {
  const lengths = trials.map((sequence) => trialOf(sequence)?.request.duration ?? Infinity);
  const longest = Math.max(...lengths);
  // A trial missing from the journal is kept: it is judged as not seen.
  return trials.filter((_, index) => (lengths[index] ?? 0) >= longest);
};

const decidingTrials = (run: RunEvidence): Judgement => {
  const concerned = run.cells.filter(({ fullLength }) => fullLength);
  const loads = concerned.flatMap(({ decided }) => decided);
  const open = concerned.filter(({ result }) => result === undefined);
  if (loads.length === 0 && open.length === 0) return NOT_APPLICABLE;
  return combined([
    ...loads.map((load) =>
      restingOn(run, longestAt(run, load), (result, shown) => sendsFor(result, 60, shown)),
    ),
    ...open.map(({ frameSize }) => notSeen(`no result at ${frameSize} bytes`)),
  ]);
};

/** Requirements for a trial, phase by phase (sections 23 and 24). */
export const TRIAL: readonly RunRequirement[] = [
  rfc2544('23', 'described', '2 s for a routing update to settle', never('routes are static')),
  rfc2544('23', 'described', 'learning frames, and 2 s to settle', everyTrial(learns)),
  rfc2544(
    '23',
    'described',
    '2 s for residual frames after a trial',
    everyTrial(({ timing }, shown) => lasts(timing.waits?.residual, 2, shown)),
  ),
  rfc2544(
    '23',
    'described',
    'at least 5 s for the DUT to restabilise',
    everyTrial(({ timing }, shown) => lasts(timing.waits?.restabilise, 5, shown)),
  ),
  rfc2544('24', 'SHOULD', 'trials of at least 60 s', decidingTrials),
];
