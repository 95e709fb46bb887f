import type { SinkFlow } from '../../modules/frame-sink/report.js';
import type { BoundedTime } from '../../model/latency.js';
import { nanoseconds } from '../../model/units.js';
import type { OffsetBounds } from './clock-offset.js';
import type { Tag } from './tag.js';

/** A timestamp is truncated to whole microseconds: it was taken up to this much later. */
const STAMP = 1_000n;

/** The record of a tagged frame. */
export type TaggedLatency =
  | { readonly state: 'known'; readonly time: BoundedTime }
  | { readonly state: 'lost' }
  /** By the clocks it arrived before it was sent. */
  | { readonly state: 'contradiction' };

/**
 * How long the tagged frame took. pktgen stamps it, waits for its turn, sends it, and at once
 * stamps the next one: it was sent between the two timestamps, practically at the second
 * (net/core/pktgen.c, pktgen_xmit()). If the next one was lost, the time at which it was due is
 * used instead. Pure.
 * @param offset the bounds of how far the generator's clock is ahead of the sink's
 * @param likely the best estimate of that
 */
export const taggedLatency = (
  flows: readonly Pick<SinkFlow, 'source' | 'times'>[],
  { source, delay }: Pick<Tag, 'source' | 'delay'>,
  offset: OffsetBounds,
  likely: bigint,
): TaggedLatency => {
  // One flow may have been received on several CPUs.
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
