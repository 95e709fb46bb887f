import { ParseFailure } from '../text/parse-failure.js';

/** The file that lists a machine's online CPUs. */
export const ONLINE_CPUS = '/sys/devices/system/cpu/online';

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
      if (first === undefined) {
        const expected = 'a list of CPUs such as 0-3,6';
        throw new ParseFailure({ source: ONLINE_CPUS, expected, text, where });
      }
      const count = Number(last) - Number(first) + 1;
      return Array.from({ length: count }, (_, index) => Number(first) + index);
    });
