import { z } from 'zod';
import { choiceOf } from '../../../document/choice.js';
import { PRESET_MEANINGS } from './presets.js';
import { settingKeys } from './settings-schema.js';

const preset = choiceOf('tuning', PRESET_MEANINGS);

/** Settings of NICs and CPUs: a preset, or settings that may start from one. */
export const tuningSchema = z.union([
  preset,
  z.strictObject({
    preset: preset.exactOptional().describe('Settings to start from'),
    ...settingKeys,
  }),
]);

export type TuningChoice = z.output<typeof tuningSchema>;
