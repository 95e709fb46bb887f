// SPDX-License-Identifier: GPL-2.0-only
/* Loss, duplicates and order of a flow, from pktgen's sequence numbers, which
 * begin with 1 at every start.
 *
 * NextExp and reordered are RFC 4737's (section 3.3): a frame is reordered if
 * its number is less than the next one expected. It was counted as lost before
 * and is no longer. SINK_WINDOW numbers back it is no longer known which had
 * arrived: such a frame is reordered or a duplicate, and counts as unknown.
 *
 * A frame with an earlier number and a later stamp than one before it is of a new
 * start: a port that lost its carrier stops pktgen, which is then started again.
 * Losses of old numbers after the last that arrived are in no gap.
 */
#include "frame_sink.h"

static void forget(struct sink_flow *flow, u32 from, u32 n)
{
	if (n >= SINK_WINDOW) {
		bitmap_zero(flow->seen, SINK_WINDOW);
		return;
	}
	while (n--)
		__clear_bit(from++ & (SINK_WINDOW - 1), flow->seen);
}

static void start_again(struct sink_flow *flow, struct sink_counts *counts,
			const struct sink_frame *frame)
{
	bitmap_zero(flow->seen, SINK_WINDOW);
	flow->next = 1;
	flow->stamp = 0;
	counts->restarts++;
	counts->restart_stamp = frame->stamp;
	counts->restart_sequence = frame->sequence;
}

static void sink_sequence(struct sink_flow *flow, struct sink_counts *counts,
			  const struct sink_frame *frame)
{
	u32 sequence = frame->sequence;
	u32 ahead = sequence - flow->next;
	u32 behind = flow->next - sequence;
	u32 place = sequence & (SINK_WINDOW - 1);

	if (unlikely((s32)ahead < 0 && flow->stamp && frame->stamp > flow->stamp)) {
		start_again(flow, counts, frame);
		ahead = sequence - flow->next;
	}
	if (likely((s32)ahead >= 0)) {
		if (unlikely(ahead)) {
			forget(flow, flow->next, ahead);
			counts->lost += ahead;
			counts->gaps++;
			counts->last_gap = frame->arrival;
			counts->last_gap_stamp = frame->stamp;
		}
		__set_bit(place, flow->seen);
		flow->next = sequence + 1;
		flow->stamp = frame->stamp;
		return;
	}
	if (behind > SINK_WINDOW) {
		counts->unknown++;
	} else if (__test_and_set_bit(place, flow->seen)) {
		counts->duplicates++;
	} else {
		counts->lost--;
		counts->reordered++;
		counts->farthest = max(counts->farthest, behind);
	}
}
