// SPDX-License-Identifier: GPL-2.0-only
/* A source in the hardware: sends a port's frames without a CPU. What has been
 * sent is a function of the clock, and is worked out when the receiver looks.
 */
#include "softnic.h"

/* Accounts for n frames that nobody will see, at once. */
static __always_inline void softnic_source_skip(struct softnic_source *source,
						struct softnic_port *to, struct softnic_tx *tx,
						u64 n)
{
	u64 laps, bytes, step = source->pace.step_ps;
	const struct softnic_template *frames = source->frames;
	u64 end;

	laps = div64_u64_rem(n, source->nframes, &end);
	bytes = laps * source->lap_bytes - frames[source->turn].bytes_before;
	end += source->turn;
	if (end >= source->nframes) {
		end -= source->nframes;
		bytes += source->lap_bytes;
	}
	bytes += frames[end].bytes_before;
	if (to->rx.discard) {
		to->rx.discarded += n;
		to->rx.discarded_bytes += bytes;
	} else {
		to->rx.queue[0].missed += n;
	}
	tx->packets += n;
	tx->bytes += bytes;
	source->turn = end;
	source->sent += n;
	source->left -= n;
	source->last_ns = source->start_ns + div_u64(source->pace.next_ps + (n - 1) * step, 1000);
	source->pace.next_ps += n * step;
}

static __always_inline void softnic_source_send(struct softnic_source *source,
						struct softnic_port *to, struct softnic_tx *tx,
						const bool spread)
{
	const struct softnic_template *frame = &source->frames[source->turn];
	struct softnic_desc desc = {
		.at = source->start_ns + div_u64(source->pace.next_ps, 1000),
		.data = frame->data,
		.len = frame->len,
	};

	if (spread) {
		desc.slot = frame->slot;
		softnic_deliver_spread(&to->rx, &desc);
	} else {
		softnic_deliver(&to->rx, &desc);
	}
	tx->packets++;
	tx->bytes += frame->len;
	if (++source->turn == source->nframes)
		source->turn = 0;
	source->sent++;
	source->left--;
	source->last_ns = desc.at;
	if (source->pace.step_ps)
		source->pace.next_ps += source->pace.step_ps;
	else
		softnic_pace_next(&source->pace, frame->line_ps);
}

/* Frames that all meet the same end need not be looked at one by one: those for a
 * sink, or for a full ring.
 */
static __always_inline bool softnic_source_arrive_at(struct softnic_port *to,
						     struct softnic_port *from, u64 now,
						     const bool spread)
{
	struct softnic_source *source = &from->source;
	struct softnic_pace *pace = &source->pace;
	unsigned int batch = 0;
	u64 limit;

	if (now < source->start_ns)
		return false;
	/* The last ps of this ns: a frame arrives in the ns it starts in. */
	limit = (now - source->start_ns) * 1000 + 999;
	if (!source->sent && pace->next_ps <= limit) {
		source->first_ns = source->start_ns + div_u64(pace->next_ps, 1000);
		softnic_mark_begin();
	}
	while (source->left && pace->next_ps <= limit) {
		if (!pace->step_ps || (spread && !to->rx.discard)) {
			if (batch++ == SOFTNIC_LOOK_BATCH)
				return true;
		} else if (to->rx.discard || !softnic_room(&to->rx.queue[0].ring)) {
			u64 n = div64_u64(limit - pace->next_ps, pace->step_ps) + 1;

			softnic_source_skip(source, to, &from->tx, min(n, source->left));
			break;
		}
		softnic_source_send(source, to, &from->tx, spread);
	}
	if (!source->left)
		softnic_source_stop(source, 0);
	return false;
}

/* Sends what is due by now, a batch of it at most. True: there is more. Under
 * to's rx.lock.
 */
bool softnic_source_arrive(struct softnic_port *to, struct softnic_port *from, u64 now)
{
	return softnic_source_arrive_at(to, from, now, false);
}

/* The same to a port that spreads flows. */
bool softnic_source_arrive_spread(struct softnic_port *to, struct softnic_port *from, u64 now)
{
	return softnic_source_arrive_at(to, from, now, true);
}

/* When the next frame for a queue is due, ns; where distances vary, the next of
 * all. A queue that gets none need not wait for any. Under the peer's rx.lock.
 */
u64 softnic_source_next(const struct softnic_source *source, const struct softnic_rx *rx,
			const struct softnic_queue *queue)
{
	const struct softnic_pace *pace = &source->pace;
	u32 i, turn = source->turn;

	for (i = 0; i < source->nframes; i++) {
		if (rx->slots[source->frames[turn].slot] == queue->index)
			return source->start_ns + div_u64(pace->next_ps + i * pace->step_ps, 1000);
		if (++turn == source->nframes)
			turn = 0;
	}
	return SOFTNIC_NEVER;
}

/* No more frames. Under the peer's rx.lock. */
void softnic_source_stop(struct softnic_source *source, int error)
{
	if (source->state != SOFTNIC_RUNS)
		return;
	source->state = SOFTNIC_DRAINS;
	source->error = error;
}

/* Ends a run that drains, if its frames have all left the rings. Under the peer's rx.lock. */
noinline void softnic_source_drained(struct softnic_source *source, struct softnic_rx *rx)
{
	u32 i;

	for (i = 0; i < rx->queues; i++)
		if (rx->queue[i].ring.head != rx->queue[i].ring.tail)
			return;
	/* Pairs with softnic_run_idle(). */
	smp_store_release(&source->state, SOFTNIC_IDLE);
	wake_up_all(&source->wait);
}
