import type { TuningSettings } from './settings-schema.js';

/** The presets. */
export const PRESET_MEANINGS = {
  paper:
    'the open virtual router paper, section 4.1: pause frames and interrupt throttling off, one CPU of the DUT for all its ports',
} as const;

export type PresetName = keyof typeof PRESET_MEANINGS;

type Role = 'generator' | 'dut' | 'sink';

const QUIET: TuningSettings = { pause: false, coalescing: 'off' };

/** Settings by preset and role. Drivers without such a setting are left unchanged. */
export const PRESETS: Readonly<Record<PresetName, Readonly<Record<Role, TuningSettings>>>> = {
  paper: {
    generator: QUIET,
    dut: { ...QUIET, channels: 1, cpus: 'first' },
    sink: QUIET,
  },
};
