import { z } from 'zod';
import { durationText, percentText } from '../document/quantity.js';
import { unknown } from '../document/wording.js';

/** Search goals that others use, by name. */
export const GOAL_PRESETS = ['rfc2544', 'tst009', 'csit-ndr', 'csit-pdr'] as const;
export type GoalPreset = (typeof GOAL_PRESETS)[number];

const explicitGoal = z
  .strictObject({
    name: z.string().min(1).max(40).describe('How reports call it'),
    finalTrialDuration: durationText.describe('Trials at least this long count in full'),
    durationSum: durationText.describe('Full-length trials of this length together decide'),
    lossRatio: percentText.describe('A trial that loses more has a high loss'),
    exceedRatio: percentText.describe('Share of time with high loss that a lower bound may have'),
    initialTrialDuration: durationText
      .optional()
      .describe('The shortest trial to explore with; default finalTrialDuration'),
  })
  .describe('The attributes of a search goal by RFC 9971');

/** A search goal: one that others use, or attributes. */
export const goalSchema = z.union([
  z.enum(GOAL_PRESETS, { error: unknown('search goal') }),
  explicitGoal,
]);

export type Goal = z.output<typeof goalSchema>;
export type ExplicitGoal = z.output<typeof explicitGoal>;

/** Whether a goal wants every frame to arrive, so that meeting it makes a load the throughput. */
export const isLossFree = (goal: Goal): boolean =>
  typeof goal === 'string' ? goal !== 'csit-pdr' : goal.lossRatio === 0;
