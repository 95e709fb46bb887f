import { askFiles } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

const FILE = '/proc/sys/kernel/tainted';

/** Bits that say that something went wrong (Documentation/admin-guide/tainted-kernels.rst). */
const TROUBLE: readonly (readonly [bit: number, what: string])[] = [
  [4, 'a machine check was reported'],
  [5, 'a bad memory page was found'],
  [7, 'the kernel has crashed in part (oops or BUG)'],
  [9, 'the kernel has warned'],
  [14, 'a CPU hung (soft lockup)'],
];

export const kernelTaint = askingMachine({
  name: 'kernel-taint',
  title: 'Trouble that the kernel has had',
  about:
    'A kernel that has crashed in part, warned or hung since it was started may not do what it otherwise does. Restart the machine before you measure. Modules from outside of the kernel, such as those of vrbench, are no trouble.',
  asks: () => askFiles([FILE]),
  judge: (_facts, _machine, files) => {
    const taint = Number(files.get(FILE) ?? 0);
    const had = TROUBLE.filter(([bit]) => Math.floor(taint / 2 ** bit) % 2 === 1);
    return had.length === 0
      ? []
      : [
          {
            severity: 'distorts',
            found: `${had.map(([, what]) => what).join(', ')} since it was started`,
            why: 'such a kernel may behave otherwise than a sound one',
            fix: 'read dmesg, then restart the machine',
          },
        ];
  },
});
