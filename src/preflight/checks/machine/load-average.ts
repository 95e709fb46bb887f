import { askFiles } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

const FILE = '/proc/loadavg';
/** Processes that want to run, over five minutes: more is no idle machine. */
const MOST = 0.5;

export const loadAverage = askingMachine({
  name: 'load-average',
  title: 'Other work on the machine',
  about:
    'What else runs on a machine takes processors, caches and memory bandwidth from a trial. Find it with top, and end it while you measure.',
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
            why: 'other programs take processors from the trials',
            fix: 'find them: top -b -n 1 | head -n 15',
          },
        ];
  },
});
