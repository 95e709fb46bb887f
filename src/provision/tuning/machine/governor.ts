import { z } from 'zod';
import { cpuFiles } from './cpu-files.js';

/** The CPU frequency governor (Documentation/admin-guide/pm/cpufreq.rst). */
export const governor = cpuFiles({
  kind: 'governor',
  setting: 'the frequency governor',
  wanted: z.string(),
  files: ['/sys/devices/system/cpu/cpu[0-9]*/cpufreq/scaling_governor'],
  word: (wanted) => wanted,
});
