import { ask, valueOf } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

/** In seconds: the answer itself may have taken as long. */
const MOST = 10;

const seconds = (text: string): number | undefined => {
  const read = Number(text.trim());
  return text.trim() === '' || !Number.isFinite(read) ? undefined : read;
};

export const clockOffset = askingMachine({
  name: 'clock-offset',
  title: 'Time of day',
  about:
    'Clocks that differ by much make logs that cannot be read side by side, builds that make believe are up to date, and certificates and packages that are not valid yet. The offset between the clocks of generator and sink, which latencies need, is measured by every run by itself.',
  asks: () => ask(['date', '+%s'], seconds),
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
            why: 'files and logs of the machines cannot be put in order, and packages may seem not to be valid yet',
            fix: 'timedatectl set-ntp true',
          },
        ];
  },
});
