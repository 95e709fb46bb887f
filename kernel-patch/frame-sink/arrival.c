// SPDX-License-Identifier: GPL-2.0-only
/* When a frame arrived. The handler's clock includes the NIC's interrupt and the
 * softirq in the frame's latency; a hardware stamp is taken as the frame's first bit
 * arrives.
 *
 * The stamp is of the NIC's own clock (PHC). It is usable if that is synchronized to
 * CLOCK_REALTIME, as phc2sys does, whole seconds aside: a PHC has TAI. A stamp that
 * is SINK_NEAR away from the handler's clock is of a clock that is not.
 */
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/skbuff.h>
#include <linux/timekeeping.h>

#include "frame_sink.h"

#define SINK_NEAR	(10 * NSEC_PER_MSEC)

/* The time from one clock to another, whole seconds left out. */
static s64 within_second(s64 time)
{
	s64 half = time < 0 ? -NSEC_PER_SEC / 2 : NSEC_PER_SEC / 2;

	return time - div_s64(time + half, NSEC_PER_SEC) * NSEC_PER_SEC;
}

static void sink_arrival(const struct sk_buff *skb, enum sink_stamps stamps,
			 struct sink_frame *frame)
{
	s64 stamp;

	frame->arrival = ktime_get_real_ns();
	frame->by_hardware = false;
	if (likely(stamps == SINK_HANDLER))
		return;
	stamp = ktime_to_ns(compat_hwtstamp(skb));
	if (!stamp)
		return;
	frame->waited = within_second((s64)frame->arrival - stamp);
	if (abs(frame->waited) > SINK_NEAR)
		return;
	frame->arrival -= frame->waited;
	frame->by_hardware = true;
}
