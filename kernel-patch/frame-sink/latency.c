// SPDX-License-Identifier: GPL-2.0-only
/* How long a flow's frames took. */
#include "frame_sink.h"

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
	bank->histogram[latency_bucket(latency)]++;
}
