import { groupBy } from '../../../model/group-by.js';
import type { Remark, Value } from '../../../model/section/section.js';
import { sentence } from '../../../model/section/sentence.js';
import { conditionText, planeName, type ReportContext } from '../../sections/context.js';
import { rankingOf } from '../../sections/ranking.js';
import { numbers } from '../../sections/table.js';
import type { Throughput } from './outcome.js';
import { rateFound, searchesOf, trialOfSearch } from './repeats.js';

/** Columns of repeated searches. */
export const SPREAD = [
  numbers('least-throughput', 'least', 'pps'),
  numbers('greatest-throughput', 'greatest', 'pps'),
  numbers('searches', 'searches', 'count'),
];

const ratesOf = ({ result }: Throughput): readonly number[] =>
  searchesOf(result).flatMap((outcome) => rateFound(outcome) ?? []);

/** The least and the greatest that repeated searches found, and how many found anything. */
export const spreadOf = (cell: Throughput): readonly Value[] => {
  const rates = ratesOf(cell);
  if (rates.length === 0) return [null, null, 0];
  return [Math.min(...rates), Math.max(...rates), rates.length];
};

/** What a point of a figure says of the searches it rests on. */
interface PointSpread {
  readonly searches: number;
  readonly least?: number;
  readonly greatest?: number;
}

/** The same for a figure; no extremes for a single search. */
export const extremesOf = (cell: Throughput): PointSpread => {
  const rates = ratesOf(cell);
  const searches = rates.length;
  return searches < 2
    ? { searches }
    : { searches, least: Math.min(...rates), greatest: Math.max(...rates) };
};

/** The order of repeated throughputs at a frame size. */
export const ranking = (
  { blockOf = () => undefined }: ReportContext,
  cells: readonly Throughput[],
): readonly Remark[] => {
  const repeated = cells.filter(({ result }) => result.repeats !== undefined);
  return [...groupBy(repeated, conditionText)].flatMap(([condition, group]) =>
    rankingOf(
      sentence`Throughput at ${condition}`,
      group.map((cell) => {
        const found = searchesOf(cell.result).flatMap((outcome) => {
          const [rate, trial] = [rateFound(outcome), trialOfSearch(outcome)];
          return rate === undefined ? [] : [{ rate, block: blockOf(trial) }];
        });
        const inBlocks = found.flatMap(({ rate, block }) =>
          block === undefined ? [] : [[block, rate] as const],
        );
        return {
          name: planeName(cell),
          values: found.map(({ rate }) => rate),
          byBlock: inBlocks.length === 0 ? undefined : new Map(inBlocks),
        };
      }),
    ),
  );
};
