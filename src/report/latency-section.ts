import { nanoseconds } from '../model/units.js';
import { microseconds } from './figures.js';
import {
  DISTRIBUTION_COLUMNS,
  distributionRow,
  distributionsOf,
} from './latency-distribution-table.js';
import { isAbsolute, LATENCY_COLUMNS, latencyRow } from './latency-table.js';
import { cellsOf, type Section } from './section.js';
import { textTable } from './text-table.js';

const UNCERTAIN = [
  'the clocks of generator and sink are not known to 10 % of the median: no latency is',
  'shown for them, only how much longer (+) frames took than the fastest of their trial',
];

/** All frames of the trials, where machines timed them. */
const allFrames: Section = (run, trialOf, style) => {
  const cells = cellsOf(run, 'latency');
  const rows = cells.flatMap(({ cell, result }) => distributionRow(cell, result, trialOf));
  if (rows.length === 0) return [];
  const sending = cells.flatMap(({ result }) =>
    distributionsOf(result, trialOf).map(({ turnaround }) => turnaround),
  );
  const longest = microseconds(nanoseconds(Math.max(...sending)));
  return [
    'as the testers see it: from the driver that sends to the one that receives, wires included',
    '',
    'Latency of all frames of these trials: microseconds, medians over repeats',
    ...textTable(DISTRIBUTION_COLUMNS, rows, style),
    `less what the generator took to send each frame, on average ${longest} us at most`,
  ];
};

/** How long frames take: the tagged ones, as RFC 2544 says, and all others. */
export const latency: Section = (run, trialOf, style) => {
  const cells = cellsOf(run, 'latency');
  if (cells.length === 0) return [];
  const rows = cells.map(({ cell, result }) => latencyRow(cell, result));
  const uncertain = cells.some(
    ({ result: { outcome } }) => outcome.state === 'measured' && !isAbsolute(outcome),
  );
  return [
    'Latency (RFC 2544 section 26.2): microseconds at a load in kpps',
    ...textTable(LATENCY_COLUMNS, rows, style),
    'as RFC 1242 section 3.8 defines it for store and forward devices: last bit in to first bit out',
    ...allFrames(run, trialOf, style),
    ...(uncertain ? UNCERTAIN : []),
  ];
};
