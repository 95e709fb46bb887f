import { z } from 'zod';
import { choiceOf } from '../../../document/choice.js';
import { PRESET_MEANINGS } from './presets.js';
import { settingKeys } from './settings-schema.js';

const preset = choiceOf('tuning', PRESET_MEANINGS);

/** How NICs and CPUs are set: a preset, or settings, which may go on from one. */
export const tuningSchema = z.union([
  preset,
  z.strictObject({
    preset: preset.exactOptional().describe('Settings to go on from'),
    ...settingKeys,
  }),
]);

export type TuningChoice = z.output<typeof tuningSchema>;
