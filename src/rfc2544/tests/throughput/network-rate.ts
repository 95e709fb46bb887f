import { modifiedPlane, type ReportContext } from '../../sections/context.js';
import type { NetworkRate } from '../../sections/figures/network-figure.js';
import { reachesLineRate, type Throughput } from './outcome.js';
import { extremesOf } from './spread.js';

/** The throughput of a data plane in one of several networks. */
export const rateIn = (context: ReportContext, cell: Throughput): readonly NetworkRate[] => {
  const { outcome } = cell.result;
  if (outcome.state === 'undecided') return [];
  const found = 'lower' in outcome ? outcome.lower : undefined;
  const rate = found?.offeredLoad ?? 0;
  return [
    {
      series: modifiedPlane(cell),
      network: cell.network,
      frameSize: cell.frameSize,
      rate,
      bound:
        outcome.state === 'limited' ||
        (outcome.state === 'maximum' && !reachesLineRate(context, cell)),
      ...{ least: rate, greatest: rate, ...extremesOf(cell) },
      trials: found === undefined ? [] : [found.trial],
    },
  ];
};
