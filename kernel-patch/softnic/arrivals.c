// SPDX-License-Identifier: GPL-2.0-only
/* When a source's frames are due: constant, Poisson or bursts, in integers.
 *
 * An exponential variate is -ln(u) for u uniform in (0, 1). Write u as
 * 2^-k (1 - v/2): k, the number of zeros a random word begins with, and v are
 * independent, and -ln(u) = k ln(2) - ln(1 - v/2). The last term is looked up in
 * a table of 256 steps and interpolated, which is off by at most 1 in 130000.
 */
#include <linux/bitops.h>
#include <linux/init.h>
#include <linux/math64.h>

#include "softnic.h"

#define LOG_STEPS	256

static u32 log_table[LOG_STEPS + 1] __ro_after_init;	/* -ln(1 - i/512) * 2^32 */

/* log_table[i + 1] - log_table[i] = ln(1 + 1/m) = 2 artanh(1/(2m + 1)), m = 511 - i,
 * and artanh(x) = x + x^3/3 + x^5/5 + ...
 */
void __init softnic_arrivals_init(void)
{
	u64 sum = 0;	/* * 2^56 */
	u64 i;

	for (i = 0; i < LOG_STEPS; i++) {
		u64 d = 2 * (511 - i) + 1;
		u64 x = div64_u64(1ULL << 57, d);

		sum += x + div64_u64(x, 3 * d * d) + div64_u64(x, 5 * d * d * d * d);
		log_table[i + 1] = sum >> 24;
	}
}

/* Sebastiano Vigna's splitmix64: good enough, and any seed will do. */
static u64 random_next(u64 *state)
{
	u64 x = *state += 0x9e3779b97f4a7c15ULL;

	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
	return x ^ (x >> 31);
}

/* An exponential variate of the given mean. */
static u64 exponential(u64 mean, u64 *state)
{
	u64 random = random_next(state);
	u32 zeros = 32 - fls(random >> 32);
	u32 v = random;
	u32 low = log_table[v >> 24];
	u32 step = log_table[(v >> 24) + 1] - low;
	u64 log = (u64)zeros * log_table[LOG_STEPS] + low + (((u64)step * (v & 0xffffff)) >> 24);

	return mul_u64_u64_shr(mean, log, 32);
}

/* Advances to the next frame; the one now sent occupies the wire for line_ps. */
void softnic_pace_next(struct softnic_pace *pace, u32 line_ps)
{
	switch (pace->kind) {
	case SOFTNIC_CONSTANT:
		pace->due_ps += pace->gap_ps;
		break;
	case SOFTNIC_POISSON:
		pace->due_ps += exponential(pace->gap_ps, &pace->random);
		break;
	case SOFTNIC_BURST:
		if (++pace->in_burst < pace->burst)
			break;
		pace->in_burst = 0;
		pace->due_ps += pace->burst * pace->gap_ps;
		break;
	}
	pace->next_ps = max(pace->next_ps + line_ps, pace->due_ps);
}
