// SPDX-License-Identifier: GPL-2.0-only
/* A source in the hardware: sends a port's frames without a CPU. What has been
 * sent is a function of the clock, and is worked out when the receiver looks.
 */
#include "softnic.h"

/* Accounts for n frames that nobody will see, at once. */
static void softnic_source_skip(struct softnic_source *source, struct softnic_port *to,
				struct softnic_tx *tx, u64 n)
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
		to->rx.missed += n;
	}
	tx->packets += n;
	tx->bytes += bytes;
	source->turn = end;
	source->sent += n;
	source->left -= n;
	source->last_ns = source->start_ns + div_u64(source->pace.next_ps + (n - 1) * step, 1000);
	source->pace.next_ps += n * step;
}

static void softnic_source_send(struct softnic_source *source, struct softnic_port *to,
				struct softnic_tx *tx)
{
	const struct softnic_template *frame = &source->frames[source->turn];
	struct softnic_desc desc = {
		.at = source->start_ns + div_u64(source->pace.next_ps, 1000),
		.data = frame->data,
		.len = frame->len,
	};

	softnic_deliver(&to->rx, &desc);
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

/* Sends what is due by now, a batch of it at most. True: there is more. Under
 * to's rx.lock.
 */
bool softnic_source_arrive(struct softnic_port *to, struct softnic_port *from, u64 now)
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
		if (!pace->step_ps) {
			if (batch++ == SOFTNIC_LOOK_BATCH)
				return true;
		} else if (to->rx.discard || !softnic_room(&to->rx.ring)) {
			u64 n = div64_u64(limit - pace->next_ps, pace->step_ps) + 1;

			softnic_source_skip(source, to, &from->tx, min(n, source->left));
			break;
		}
		softnic_source_send(source, to, &from->tx);
	}
	if (!source->left)
		softnic_source_stop(source, 0);
	return false;
}

/* No more frames. Under the peer's rx.lock. */
void softnic_source_stop(struct softnic_source *source, int error)
{
	if (source->state != SOFTNIC_RUNS)
		return;
	source->state = SOFTNIC_DRAINS;
	source->error = error;
}

/* Ends a run whose frames have all left the ring. Under the peer's rx.lock. */
void softnic_source_settle(struct softnic_source *source, struct softnic_rx *rx)
{
	if (source->state != SOFTNIC_DRAINS || rx->ring.head != rx->ring.tail)
		return;
	/* Pairs with softnic_run_idle(). */
	smp_store_release(&source->state, SOFTNIC_IDLE);
	wake_up_all(&source->wait);
}
