import { ask, valueOf } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

/** In seconds, beyond the duration of the query. Free-running clocks drift this much in a day or two. */
const MOST = 2;

const seconds = (text: string): number | undefined => {
  const read = Number(text.trim());
  return text.trim() === '' || !Number.isFinite(read) ? undefined : read;
};

export const clockOffset = askingMachine({
  name: 'clock-offset',
  title: 'Time of day',
  about:
    'If clocks are seconds apart, logs cannot be compared, make takes old files for new ones, and package archives may be refused as not yet valid. This check allows two seconds. Latencies need the clocks of generator and sink within microseconds of each other: every run measures their offset, and states its bound; `clocks` in the testbed synchronizes them by PTP.',
  asks: () => ask(['date', '+%s.%N'], seconds),
  judge: ({ asked }, _machine, read) => {
    const there = valueOf(read);
    if (there === undefined) return [];
    const off = Math.max(there - asked.end, asked.begin - there, 0);
    return off <= MOST
      ? []
      : [
          {
            severity: 'distorts',
            found: `its clock is ${Math.round(off)} s ${there > asked.end ? 'ahead of' : 'behind'} this computer's`,
            why: 'files and logs of the machines cannot be put in order, and packages may be refused as not yet valid',
            fix: 'timedatectl set-ntp true',
          },
        ];
  },
});
