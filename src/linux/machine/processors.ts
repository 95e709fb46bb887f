import type { Argv } from '../../model/command.js';
import { sum } from '../../model/numbers/sum.js';
import { parseCpuTimes, type CpuTimes } from '../proc/cpu-times.js';
import { decimal } from '../text/number.js';

// Not all CPUs count how often they were throttled; those of virtual machines do not.
const SCRIPT = `grep '^cpu[0-9]' /proc/stat
grep -Hs '' /sys/devices/system/cpu/cpu[0-9]*/thermal_throttle/*_throttle_count || :`;

/** Prints the time of each CPU, and how often it was throttled. */
export const READ_PROCESSORS: Argv = ['sh', '-c', SCRIPT];

/** What the processors of a machine did since boot. */
export interface Processors {
  readonly cpus: readonly CpuTimes[];
  /** How often they were throttled because they got too hot; absent if they do not count it. */
  readonly throttled?: number | undefined;
}

/** Parses what that command printed. @throws ParseFailure */
export const parseProcessors = (text: string, where?: string): Processors => {
  const source = '/sys/devices/system/cpu/cpuN/thermal_throttle';
  const counts = [...text.matchAll(/thermal_throttle\/\w+_throttle_count:(.*)$/gm)].map(
    ([, count]) => decimal(count?.trim(), { source, where }),
  );
  return {
    cpus: parseCpuTimes(text, where),
    throttled: counts.length === 0 ? undefined : sum(counts),
  };
};
