import { z } from 'zod';
import { durationText, percentText } from '../../document/quantity.js';
import { percent } from '../../model/numbers/percent.js';
import { USUAL_STARVATION } from './starvation.js';

/** The trial of RFC 2544 section 23, as a playbook asks for it. */
export const trialPhasesSchema = z
  .strictObject({
    duration: durationText.describe(
      'RFC 2544 section 24 asks for at least 60 s; goals of mlrsearch have their own',
    ),
    warmUp: durationText
      .prefault('0 s')
      .describe(
        'Length of a warm-up trial at the highest load before each procedure, whose result is not used; 0 for none',
      ),
    learning: z
      .int()
      .min(0)
      .max(10_000)
      .default(0)
      .describe('Frames that each receiving port sends before a trial (RFC 2544 section 23)'),
    learningWait: durationText
      .prefault('2 s')
      .describe('Wait after them; RFC 2544 section 23 asks for 2 s'),
    residualWait: durationText
      .prefault('2 s')
      .describe('Wait for residual frames; RFC 2544 section 23 asks for 2 s'),
    restabilise: durationText
      .prefault('5 s')
      .describe('Pause after a trial; RFC 2544 section 23 asks for 5 s'),
    cloneSkb: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(0)
      .describe('How often pktgen sends each frame again: cheaper, but stamps repeat'),
    offeredLoadTolerance: percentText
      .exactOptional()
      .describe(
        'How far the offered load may be below the intended one: at most half of what a test' +
          ' distinguishes, such as the resolution of a search; default: 0.25 %, or that half if it is less',
      ),
    starvationTolerance: percentText
      .prefault(percent(USUAL_STARVATION))
      .describe(
        'How much processor time the machines may lack of any second of a valid trial; 100 % if figures may be' +
          ' those of a busy computer, and it only matters whether frames arrive',
      ),
  })
  .describe('The trial of RFC 2544 section 23');

export type TrialPhases = z.output<typeof trialPhasesSchema>;

/** What every trial of a playbook has in common, for a generator. */
export type TrialSetting = Pick<
  TrialPhases,
  'residualWait' | 'restabilise' | 'starvationTolerance'
> &
  Required<Pick<TrialPhases, 'offeredLoadTolerance'>>;
