import { ask, valueOf } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

/** In MiB. */
const LEAST = 100;

const available = (text: string): number | undefined => {
  const kibibytes = /^MemAvailable:\s+(\d+) kB/m.exec(text)?.[1];
  return kibibytes === undefined ? undefined : Math.floor(Number(kibibytes) / 1024);
};

export const memory = askingMachine({
  name: 'memory',
  title: 'Memory',
  about:
    'Frame buffers, module builds and 512 virtual interfaces together need about a hundred MiB. A machine that swaps, or kills processes, cannot be measured.',
  asks: () => ask(['cat', '/proc/meminfo'], available),
  judge: (_facts, _machine, read) => {
    const free = valueOf(read);
    return free === undefined || free >= LEAST
      ? []
      : [
          {
            severity: 'stops',
            found: `only ${free} MiB of memory are available`,
            why: `a run needs at least ${LEAST} MiB`,
            fix: 'stop what uses it: ps -eo rss,comm --sort=-rss | head',
          },
        ];
  },
});
