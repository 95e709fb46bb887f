import type { SinkFlow } from '../../modules/frame-sink/report.js';
import type { BoundedTime } from '../../model/latency.js';
import { nanoseconds } from '../../model/units.js';
import type { OffsetBounds } from './clock-offset.js';
import type { Tag } from './tag.js';

/** A stamp is cut to whole microseconds: it was made up to this much later. */
const STAMP = 1_000n;

/** The record of a tagged frame. */
export type TaggedLatency =
  | { readonly state: 'known'; readonly time: BoundedTime }
  | { readonly state: 'lost' }
  /** By the clocks it came before it was sent. */
  | { readonly state: 'contradiction' };

/**
 * How long the tagged frame took. pktgen stamps it, waits for its turn, sends it, and at once stamps
 * the next one: it was sent between the two stamps, as good as at the second (net/core/pktgen.c,
 * pktgen_xmit()). Where the next one was lost, its turn is when it was due. Pure.
 * @param offset how far the generator's clock is ahead of the sink's, for certain
 * @param likely the best guess of that
 */
export const taggedLatency = (
  flows: readonly Pick<SinkFlow, 'source' | 'times'>[],
  { source, delay }: Pick<Tag, 'source' | 'delay'>,
  offset: OffsetBounds,
  likely: bigint,
): TaggedLatency => {
  // One flow may have come in on several CPUs.
  const times = flows.filter((flow) => flow.source === source).map((flow) => flow.times);
  const tagged = times.find((each) => each.tagged !== null)?.tagged;
  if (tagged === undefined || tagged === null) return { state: 'lost' };
  const next = times.find((each) => each.tagSent !== null)?.tagSent ?? null;
  const since = (sent: bigint, ahead: bigint): number => Number(tagged.arrival + ahead - sent);

  const atMost = since(tagged.stamp, offset.atMost);
  const atLeast = next === null ? 0 : since(next + STAMP, offset.atLeast);
  const value = since(next ?? tagged.stamp + BigInt(delay), likely);
  if (atMost < Math.max(0, atLeast)) return { state: 'contradiction' };
  const floor = Math.max(0, atLeast);
  return {
    state: 'known',
    time: {
      value: nanoseconds(Math.min(Math.max(value, floor), atMost)),
      atLeast: nanoseconds(floor),
      atMost: nanoseconds(atMost),
    },
  };
};
