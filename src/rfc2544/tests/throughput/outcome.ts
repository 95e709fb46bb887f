import { percent } from '../../../model/numbers/percent.js';
import { isFullRate } from '../../../model/network/offering.js';
import type { Pps } from '../../../model/units.js';
import { isWithin, widthOf } from '../../search/binary.js';
import { limitedBy } from '../../sections/causes.js';
import { factsOfNetwork } from '../../measured-networks.js';
import type { CellOf, ReportContext } from '../../sections/context.js';
import { lineRateOf } from '../../sections/line-rate.js';
import type { ThroughputResult, UpperBound } from './result.js';

/** The throughput of a data plane at a frame size. */
export type Throughput = CellOf<ThroughputResult>;

/** Whether a throughput is the line rate and not just the highest load tried: the line rate was offered. */
export const reachesLineRate = (context: ReportContext, cell: Throughput): boolean => {
  const lineRate = lineRateOf(factsOfNetwork(context, cell).media, cell.frameSize);
  const { outcome } = cell.result;
  if (lineRate === undefined || outcome.state !== 'maximum') return false;
  return isFullRate(outcome.lower.offeredLoad, lineRate);
};

/** A width in per cent, to three digits. */
const percentOf = (width: number): string => percent(Number(width.toPrecision(3)));

const undecided = (upper: UpperBound): readonly string[] =>
  upper.reason === 'loss'
    ? []
    : ['every trial invalid', ...new Set(upper.causes.map(({ code }) => code))];

/** A throughput between two loads, which may be further apart than asked. */
const foundText = (lower: Pps, upper: Pps, resolution: number): string =>
  isWithin(lower, upper, resolution)
    ? 'found'
    : `found, to ${percentOf(widthOf(lower, upper))} instead of ${percentOf(resolution)}: no load lies between`;

/** How a search ended, in words. */
export const resultText = (context: ReportContext, cell: Throughput): string => {
  const { outcome, resolution = 1 } = cell.result;
  switch (outcome.state) {
    case 'found':
      return foundText(outcome.lower.load, outcome.upper.load, resolution);
    case 'limited':
      return limitedBy(outcome.upper.causes);
    case 'maximum':
      return reachesLineRate(context, cell)
        ? 'line rate'
        : 'lower bound only: no loss at the maximum load';
    case 'zero':
      return 'loss at the minimum load';
    case 'undecided':
      return ['minimum load not measurable', ...undecided(outcome.upper)].join(', ');
  }
};
