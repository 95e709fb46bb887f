/* SPDX-License-Identifier: GPL-2.0-only */
/* A histogram of latencies with buckets of 1 ns up to 2 * LATENCY_LINEAR ns, from
 * there on LATENCY_LINEAR buckets for every power of two: no bucket is wider than
 * 1/LATENCY_LINEAR of its least latency.
 */
#ifndef LATENCY_HISTOGRAM_H
#define LATENCY_HISTOGRAM_H

#include <linux/bitops.h>
#include <linux/log2.h>
#include <linux/types.h>

#define LATENCY_LINEAR	16	/* buckets a power of two of ns */
#define LATENCY_LONGEST	36	/* log2 of the latency (ns) from which all are one bucket */
#define LATENCY_BUCKETS	(LATENCY_LINEAR * (LATENCY_LONGEST - 3) + 1)

static inline unsigned int latency_bucket(u64 latency)
{
	unsigned int shift;

	if (latency >> LATENCY_LONGEST)
		return LATENCY_BUCKETS - 1;
	if (latency < LATENCY_LINEAR)
		return latency;
	shift = fls64(latency) - 1 - ilog2(LATENCY_LINEAR);
	return shift * LATENCY_LINEAR + (latency >> shift);
}

/* The least latency that a bucket is for. */
static inline u64 latency_bucket_least(unsigned int bucket)
{
	unsigned int shift;

	if (bucket < LATENCY_LINEAR)
		return bucket;
	shift = bucket / LATENCY_LINEAR - 1;
	return (u64)(LATENCY_LINEAR + bucket % LATENCY_LINEAR) << shift;
}

#endif
