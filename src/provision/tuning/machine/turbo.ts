import { z } from 'zod';
import { cpuFiles } from './cpu-files.js';

const NO_TURBO = '/sys/devices/system/cpu/intel_pstate/no_turbo';
const BOOST = '/sys/devices/system/cpu/cpufreq/boost';

/** Whether CPUs may exceed their base frequency; the file of intel_pstate has the inverse. */
export const turbo = cpuFiles({
  kind: 'turbo',
  setting: 'turbo',
  wanted: z.boolean(),
  files: [NO_TURBO, BOOST],
  word: (wanted, file) => (wanted === (file === BOOST) ? '1' : '0'),
});
