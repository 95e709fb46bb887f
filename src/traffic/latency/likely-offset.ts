import type { SinkLatencies } from '../../modules/frame-sink/times.js';
import { midpoint, type OffsetBounds } from './clock-offset.js';

/** The least latency that the sink's module counted; undefined if it timed no frame. */
const leastOf = (all: readonly SinkLatencies[]): bigint | undefined => {
  if (all.some(({ negative }) => negative > 0)) return 0n;
  const timed = all.filter(({ count }) => count > 0);
  return timed.length === 0 ? undefined : BigInt(Math.min(...timed.map(({ least }) => least)));
};

/**
 * The best estimate of how far the generator's clock is ahead: the midpoint of its bounds, or as
 * much more as is needed so that no frame arrives before it was sent. It shifts all frames equally,
 * so their differences stay the same.
 * @param moduleOffset what the module added to every latency: the most that the offset may be
 */
export const appliedOffset = (
  all: readonly SinkLatencies[],
  offset: OffsetBounds,
  moduleOffset: bigint,
): bigint => {
  const middle = midpoint(offset).offset;
  const least = leastOf(all);
  if (least === undefined || moduleOffset - least < middle) return middle;
  return moduleOffset - least;
};
