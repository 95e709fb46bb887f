import { ParseFailure } from '../text/parse-failure.js';

/** The file that lists a machine's online CPUs. */
export const ONLINE_CPUS = '/sys/devices/system/cpu/online';

/** The most CPUs that a kernel is built for (CONFIG_NR_CPUS of x86). */
const MOST_CPUS = 8192;

const RANGE = /^(\d+)(?:-(\d+))?$/;

/**
 * Parses a list of CPUs as the kernel prints it: `0-3,6` (Documentation/admin-guide/cputopology.rst).
 * @throws ParseFailure
 */
export const parseCpuList = (text: string, where?: string): readonly number[] =>
  text
    .trim()
    .split(',')
    .flatMap((part) => {
      const [, first, last = first] = RANGE.exec(part) ?? [];
      if (first === undefined || !(Number(last) < MOST_CPUS)) {
        const expected = `a list of CPUs below ${MOST_CPUS}, such as 0-3,6`;
        throw new ParseFailure({ source: ONLINE_CPUS, expected, text, where });
      }
      const count = Math.max(0, Number(last) - Number(first) + 1);
      return Array.from({ length: count }, (_, index) => Number(first) + index);
    });

/** The CPUs listed in a kernel file; none if it lists none, or has another form. */
export const listedCpus = (text: string | null | undefined): readonly number[] => {
  if (text === null || text === undefined || text.trim() === '') return [];
  try {
    return parseCpuList(text);
  } catch (error) {
    if (error instanceof ParseFailure) return [];
    throw error;
  }
};
