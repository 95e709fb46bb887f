import { testOf } from '../../rfc2544/tests/index.js';
import { ofRepeats, widened, type Estimate } from '../estimate.js';
import type { MeasuredPlace } from './measured.js';

/**
 * The throughput that searches found, bounded by the next load, which lost frames; undefined if none was
 * found. If no load lost frames, it is a lower bound.
 */
export const searchedIn = ({ results }: MeasuredPlace, exact: boolean): Estimate | undefined => {
  const found = results.flatMap((result) => {
    const search = testOf(result).search;
    const throughput = search?.found(result);
    if (search === undefined || throughput?.state !== 'found') return [];
    return [{ least: throughput.load, most: search.lossAbove(result) ?? Infinity }];
  });
  if (found.length === 0) return undefined;
  const estimate = ofRepeats(
    found.map(({ least }) => least),
    exact,
  );
  const most = Math.max(...found.map((each) => each.most));
  return widened(estimate, { least: estimate.value, most });
};
