import { inSeconds, seconds } from '../../model/units.js';
import { asked, deviates, holds, NOT_APPLICABLE, type Requirement } from './requirement.js';
import { lasts } from './verdicts.js';

/** Requirements for a trial, phase by phase. */
export const TRIAL: readonly Requirement[] = [
  asked('23', 'described', '2 s for a routing update to settle', () =>
    deviates('routes are static'),
  ),
  asked(
    '23',
    'described',
    'learning frames, and 2 s to settle',
    ({ learning: { frames, wait } }) =>
      frames === 0
        ? deviates('neighbours are set by hand')
        : holds(wait >= seconds(2), `${inSeconds(wait)} s waited`),
  ),
  asked('23', 'described', '2 s for residual frames after a trial', ({ residualWait }) =>
    lasts(residualWait, 2),
  ),
  asked('23', 'described', 'at least 5 s for the DUT to restabilise', ({ restabilise }) =>
    lasts(restabilise, 5),
  ),
  asked('24', 'SHOULD', 'trials of at least 60 s', ({ decidingTrial }) =>
    decidingTrial === undefined ? NOT_APPLICABLE : lasts(decidingTrial, 60),
  ),
];
