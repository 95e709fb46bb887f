// SPDX-License-Identifier: GPL-2.0-only
/* A run of a source: from the write to `start` to its return. */
#include <linux/delay.h>
#include <linux/overflow.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "softnic.h"

#define SINK_LOOK_MS	20	/* nobody polls at a sink: look so often */
#define LONGEST_RUN_PS	BIT_ULL(58)	/* 3 days; a Poisson gap may be 24 times the mean */
#define LATEST_START_NS	((u64)KTIME_MAX / 2)
#define SOFTIRQS_MS	20	/* after which what was received has been processed */

void softnic_run_init(struct softnic_port *port)
{
	struct softnic_source *source = &port->source;

	mutex_init(&source->lock);
	init_waitqueue_head(&source->wait);
	source->burst = 1;
}

void softnic_run_free(struct softnic_port *port)
{
	kvfree(port->source.bytes);
	mutex_destroy(&port->source.lock);
}

static u32 record_len(const u8 *record)
{
	return record[0] | record[1] << 8;
}

/* The number of frames in {u16 length, bytes} records, or -EINVAL. The last
 * record need not be complete, unless this is the whole.
 */
int softnic_run_check(const u8 *bytes, size_t size, bool whole)
{
	size_t at = 0;
	int frames = 0;

	while (at + 2 <= size) {
		u32 len = record_len(bytes + at);

		if (len < ETH_HLEN || len > SOFTNIC_FRAME_MAX)
			return -EINVAL;
		at += 2 + len;
		if (at > size)
			break;
		frames++;
	}
	return whole && at != size ? -EINVAL : frames;
}

static int softnic_run_frames(struct softnic_source *source, u32 speed)
{
	int i, n = softnic_run_check(source->bytes, source->bytes_len, true);
	const u8 *record = source->bytes;

	if (n <= 0)
		return -EINVAL;
	source->frames = kvcalloc(n, sizeof(*source->frames), GFP_KERNEL);
	if (!source->frames)
		return -ENOMEM;
	source->nframes = n;
	source->lap_bytes = 0;
	for (i = 0; i < n; i++) {
		struct softnic_template *frame = &source->frames[i];

		frame->len = record_len(record);
		frame->data = record + 2;
		frame->slot = softnic_slot(frame->data, frame->len);
		frame->line_ps = softnic_line_ps(frame->len, speed);
		frame->bytes_before = source->lap_bytes;
		source->lap_bytes += frame->len;
		record += 2 + frame->len;
	}
	return 0;
}

/* Where the distance between frames is always the same, there is nothing to
 * remember from one to the next. Otherwise step_ps is 0.
 */
static void softnic_run_pace(struct softnic_source *source)
{
	u32 i, longest = 0, shortest = U32_MAX;
	struct softnic_pace *pace = &source->pace;

	for (i = 0; i < source->nframes; i++) {
		longest = max(longest, source->frames[i].line_ps);
		shortest = min(shortest, source->frames[i].line_ps);
	}
	memset(pace, 0, sizeof(*pace));
	pace->kind = source->arrivals;
	pace->gap_ps = source->gap_ns * 1000;
	pace->burst = source->burst;
	pace->random = source->seed;
	if (pace->kind == SOFTNIC_CONSTANT && (pace->gap_ps >= longest || longest == shortest))
		pace->step_ps = max_t(u64, pace->gap_ps, longest);
}

/* All a run needs but the wire. Under source->lock. */
static int softnic_run_prepare(struct softnic_source *source, u32 speed)
{
	u64 length;

	if (source->busy)
		return -EBUSY;
	if (!source->count || !source->gap_ns)
		return -EINVAL;
	if (check_mul_overflow(source->gap_ns, 1000ULL, &length) ||
	    check_mul_overflow(length, max(source->count, source->burst), &length) ||
	    length > LONGEST_RUN_PS)
		return -EINVAL;
	return softnic_run_frames(source, speed);
}

static int softnic_run_begin(struct softnic_port *port, u64 when)
{
	struct softnic_source *source = &port->source;
	struct softnic_port *peer;
	unsigned long flags;
	int err = 0;
	u64 now;

	local_bh_disable();
	rcu_read_lock();
	peer = rcu_dereference(port->peer);
	if (!peer) {
		err = -ENETDOWN;
		goto out;
	}
	spin_lock_irqsave(&peer->rx.lock, flags);
	now = ktime_get_ns();
	if (!port->tx.up || !peer->rx.up)
		err = -ENETDOWN;
	else if (when > LATEST_START_NS || source->phase_ns > LATEST_START_NS)
		err = -EINVAL;
	else if (when && when < now)
		err = -ETIME;	/* a run would begin with a burst of what it missed */
	if (err)
		goto unlock;
	/* The wire may be busy with frames sent before. */
	source->start_ns = max((when ?: now) + source->phase_ns, port->tx.free_ns + 1);
	source->left = source->count;
	source->turn = 0;
	source->sent = 0;
	source->first_ns = 0;
	source->last_ns = 0;
	source->error = 0;
	source->state = SOFTNIC_RUNS;
	if (!peer->rx.discard)
		softnic_interrupt_all(peer);	/* its poll will wait for the first frame */
unlock:
	spin_unlock_irqrestore(&peer->rx.lock, flags);
out:
	rcu_read_unlock();
	local_bh_enable();
	return err;
}

static bool softnic_run_idle(struct softnic_source *source)
{
	/* Pairs with softnic_source_drained(). */
	return smp_load_acquire(&source->state) == SOFTNIC_IDLE;
}

/* Looks at the wire for a run. Stops it too, if there is an error to stop with. */
static bool softnic_run_look(struct softnic_port *port, int error)
{
	struct softnic_port *peer;
	u64 now = ktime_get_ns();
	unsigned long flags;
	bool sink = false;

	local_bh_disable();
	rcu_read_lock();
	peer = rcu_dereference(port->peer);
	if (peer) {
		spin_lock_irqsave(&peer->rx.lock, flags);
		if (error && port->source.state == SOFTNIC_RUNS) {
			softnic_source_stop(&port->source, error);
			softnic_interrupt_all(peer);
		}
		sink = peer->rx.discard;
		while (softnic_look(peer, port, now))
			softnic_breathe(&peer->rx, &flags);
		spin_unlock_irqrestore(&peer->rx.lock, flags);
	}
	rcu_read_unlock();
	local_bh_enable();
	return sink;
}

/* Waits for a stopped run to end. It takes as long as the peer's poll. */
void softnic_run_await(struct softnic_port *port, struct softnic_port *peer)
{
	softnic_look_at_sink(peer, port);
	wait_event(port->source.wait, softnic_run_idle(&port->source));
}

static int softnic_run_wait(struct softnic_port *port)
{
	struct softnic_source *source = &port->source;
	bool sink;
	long left;

	do {
		sink = softnic_run_look(port, 0);
		left = wait_event_interruptible_timeout(source->wait, softnic_run_idle(source),
							sink ? msecs_to_jiffies(SINK_LOOK_MS) :
							       MAX_SCHEDULE_TIMEOUT);
	} while (!left);
	if (left < 0) {
		softnic_run_look(port, -EINTR);
		wait_event(source->wait, softnic_run_idle(source));
	}
	if (!source->error)
		msleep(SOFTIRQS_MS);
	if (source->sent)
		softnic_mark_end();
	return source->error;
}

/* Runs the source; its first frame is due at `when`, ns of CLOCK_MONOTONIC, or
 * now if that is 0. Returns when all is sent and received.
 */
int softnic_run(struct softnic_port *port, u64 when)
{
	struct softnic_source *source = &port->source;
	int err;

	if (mutex_lock_interruptible(&source->lock))
		return -EINTR;
	err = softnic_run_prepare(source, READ_ONCE(port->tx.speed));
	if (!err)
		source->busy = true;
	mutex_unlock(&source->lock);
	if (err)
		return err;

	softnic_run_pace(source);
	err = softnic_run_begin(port, when);
	if (!err)
		err = softnic_run_wait(port);

	mutex_lock(&source->lock);
	kvfree(source->frames);
	source->frames = NULL;
	source->busy = false;
	mutex_unlock(&source->lock);
	return err;
}
