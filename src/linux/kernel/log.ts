import type { Argv } from '../../model/command.js';
import { inSeconds, type Nanoseconds } from '../../model/units.js';

/** Prints how long the machine has been up, and its kernel's log. */
export const READ_KERNEL_LOG: Argv = ['sh', '-c', 'cat /proc/uptime && dmesg'];

/** Prints the end of the log of the boot before this one; only a journal that is kept on disk has it. */
export const READ_EARLIER_LOG: Argv = [
  'journalctl',
  ...['--dmesg', '--boot=-1', '--output=short-monotonic', '--no-pager', '--lines=500'],
];

/** A line's time since boot, as dmesg prints it: `[   12.345678] eth1: link down`. */
const STAMP = /^\[\s*(\d+\.\d+)\]/;

/** Time stamps use another clock, close to the uptime. */
const SLACK = 1;

/**
 * The lines of the log from the last while, out of what `READ_KERNEL_LOG` printed; a line without a stamp
 * belongs to the one before. The whole log if there is no uptime.
 */
export const logOfLast = (printed: string, length: Nanoseconds): string => {
  const [first = '', ...lines] = printed.split('\n');
  const uptime = Number.parseFloat(first);
  if (Number.isNaN(uptime)) return printed;
  const since = uptime - inSeconds(length) - SLACK;
  const from = lines.findIndex((line) => Number(STAMP.exec(line)?.[1] ?? Number.NaN) >= since);
  return from < 0 ? '' : lines.slice(from).join('\n');
};
