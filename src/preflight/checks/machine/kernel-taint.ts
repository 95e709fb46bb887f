import { askFiles } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

const FILE = '/proc/sys/kernel/tainted';

/** Bits that indicate trouble (Documentation/admin-guide/tainted-kernels.rst). */
const TROUBLE: readonly (readonly [bit: number, what: string])[] = [
  [4, 'a machine check was reported'],
  [5, 'a bad memory page was found'],
  [7, 'the kernel had an oops or BUG'],
  [9, 'the kernel issued a warning'],
  [14, 'a CPU hung (soft lockup)'],
];

export const kernelTaint = askingMachine({
  name: 'kernel-taint',
  title: 'Kernel warnings and crashes',
  about:
    'A kernel that had an oops, a warning or a lockup since it was booted may behave differently. Reboot the machine before you measure. Out-of-tree modules, such as those of vrbench, are not reported.',
  asks: () => askFiles([FILE]),
  judge: (_facts, _machine, files) => {
    const taint = Number(files.get(FILE) ?? 0);
    const had = TROUBLE.filter(([bit]) => Math.floor(taint / 2 ** bit) % 2 === 1);
    return had.length === 0
      ? []
      : [
          {
            severity: 'distorts',
            found: `${had.map(([, what]) => what).join(', ')} since boot`,
            why: 'such a kernel may behave differently',
            fix: 'read dmesg, then reboot the machine',
          },
        ];
  },
});
