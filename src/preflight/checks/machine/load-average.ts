import { askFiles } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

const FILE = '/proc/loadavg';
/** The load average over five minutes above which a machine is not idle. */
const MOST = 0.5;

export const loadAverage = askingMachine({
  name: 'load-average',
  title: 'Other work on the machine',
  about:
    'Other programs on a machine take CPU time, caches and memory bandwidth from a trial. Find them with top, and stop them while you measure.',
  metalOnly: true,
  asks: () => askFiles([FILE]),
  judge: (_facts, _machine, files) => {
    const [, five] = files.get(FILE)?.split(' ') ?? [];
    const load = Number(five ?? 0);
    return load <= MOST
      ? []
      : [
          {
            severity: 'distorts',
            found: `its load average over five minutes is ${load}`,
            why: 'other programs take CPU time from the trials',
            fix: 'find them: top -b -n 1 | head -n 15',
          },
        ];
  },
});
