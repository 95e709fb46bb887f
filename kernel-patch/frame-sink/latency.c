// SPDX-License-Identifier: GPL-2.0-only
/* A histogram of latencies with buckets of 1 ns up to 2 * SINK_LINEAR ns, from
 * there on SINK_LINEAR buckets for every power of two: no bucket is wider than
 * 1/SINK_LINEAR of its least latency.
 */
#include "frame_sink.h"

#define LINEAR_BITS	ilog2(SINK_LINEAR)

static unsigned int sink_bucket(u64 latency)
{
	unsigned int shift;

	if (latency >> SINK_LONGEST)
		return SINK_BUCKETS - 1;
	if (latency < SINK_LINEAR)
		return latency;
	shift = fls64(latency) - 1 - LINEAR_BITS;
	return shift * SINK_LINEAR + (latency >> shift);
}

/* The least latency that a bucket is for. */
static u64 sink_bucket_least(unsigned int bucket)
{
	unsigned int shift;

	if (bucket < SINK_LINEAR)
		return bucket;
	shift = bucket / SINK_LINEAR - 1;
	return (u64)(SINK_LINEAR + bucket % SINK_LINEAR) << shift;
}

static void sink_latency(struct sink_bank *bank, s64 latency)
{
	struct sink_counts *counts = &bank->counts;

	if (unlikely(latency < 0)) {
		counts->negative++;
		return;
	}
	if (!counts->timed || latency < counts->least)
		counts->least = latency;
	if (latency > counts->most)
		counts->most = latency;
	counts->timed++;
	counts->sum += latency;
	bank->histogram[sink_bucket(latency)]++;
}
