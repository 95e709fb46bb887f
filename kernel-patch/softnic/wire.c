// SPDX-License-Identifier: GPL-2.0-only
/* The wire into a port: what arrives, whether a descriptor is free for it, and
 * the interrupt. Nothing runs by itself here. Every caller (the sender, the
 * receiver's poll, a timer, a reader of counters) brings the ring up to date.
 *
 * All of this is under the receiving port's rx.lock, except softnic_look_at_sink().
 */
#include "softnic.h"

static __always_inline bool softnic_deliver_to(struct softnic_rx *rx, struct softnic_desc *frame,
					       const bool spread)
{
	struct softnic_port *port = container_of(rx, struct softnic_port, rx);
	struct softnic_queue *queue;
	struct softnic_desc *desc;

	if (!rx->discard && frame->len > READ_ONCE(port->dev->mtu) + VLAN_ETH_HLEN) {
		rx->length_errors++;
		return false;
	}
	if (rx->discard || !frame->data) {	/* sent while this was a sink */
		rx->discarded++;
		rx->discarded_bytes += frame->len;
		return false;
	}
	queue = &rx->queue[spread ? rx->slots[frame->slot] : 0];
	if (!softnic_room(&queue->ring)) {
		queue->missed++;
		return false;
	}
	desc = &queue->ring.desc[queue->ring.head++ & queue->ring.mask];
	desc->at = frame->at;
	desc->len = frame->len;
	desc->data = frame->data;
	if (frame->buf)			/* not so a source's frame */
		swap(desc->buf, frame->buf);
	/* Who looks may be another queue's poll. */
	if (spread && !queue->masked)
		softnic_interrupt(queue);
	return true;
}

/* A frame arrives. False if it was not kept: the caller's descriptor is unchanged. */
bool softnic_deliver(struct softnic_rx *rx, struct softnic_desc *frame)
{
	return softnic_deliver_to(rx, frame, false);
}

bool softnic_deliver_spread(struct softnic_rx *rx, struct softnic_desc *frame)
{
	return softnic_deliver_to(rx, frame, true);
}

static __always_inline bool softnic_arrive_at(struct softnic_port *to, struct softnic_port *from,
					      u64 now, const bool spread)
{
	struct softnic_tx *tx = &from->tx;
	struct softnic_ring *ring = &tx->ring;

	while (ring->tail != ring->head) {
		struct softnic_desc *desc = &ring->desc[ring->tail & ring->mask];

		if (desc->at > now)
			return false;
		tx->packets++;
		tx->bytes += desc->len;
		if (spread)
			softnic_deliver_spread(&to->rx, desc);
		else
			softnic_deliver(&to->rx, desc);
		ring->tail++;
	}
	if (from->source.state != SOFTNIC_RUNS)
		return false;
	return spread ? softnic_source_arrive_spread(to, from, now) :
			softnic_source_arrive(to, from, now);
}

/* Brings to's receive ring up to date with the clock. True: that was a batch of a
 * source's frames, and there are more, for the same `now`. They have to be seen
 * to before descriptors become free, or counters are read.
 */
bool softnic_arrive(struct softnic_port *to, struct softnic_port *from, u64 now)
{
	return softnic_arrive_at(to, from, now, false);
}

/* The same for all rings of a port that spreads flows. */
bool softnic_arrive_spread(struct softnic_port *to, struct softnic_port *from, u64 now)
{
	return softnic_arrive_at(to, from, now, true);
}

/* When the next frame arrives after those that have, ns. A sink need not know. */
u64 softnic_next_arrival(struct softnic_port *to, struct softnic_port *from)
{
	struct softnic_ring *ring = &from->tx.ring;
	struct softnic_source *source = &from->source;

	if (to->rx.discard)
		return SOFTNIC_NEVER;
	if (ring->tail != ring->head)
		return ring->desc[ring->tail & ring->mask].at;
	if (source->state == SOFTNIC_RUNS)
		return source->start_ns + div_u64(source->pace.next_ps, 1000);
	return SOFTNIC_NEVER;
}

/* When a queue must look next, ns. Frames in the transmit ring are handled by
 * the first queue, or while that sleeps by their sender, for all.
 */
u64 softnic_next_arrival_spread(struct softnic_port *to, struct softnic_port *from,
				const struct softnic_queue *queue)
{
	struct softnic_ring *ring = &from->tx.ring;

	if (to->rx.discard)
		return SOFTNIC_NEVER;
	if (ring->tail != ring->head && !queue->index)
		return ring->desc[ring->tail & ring->mask].at;
	if (from->source.state == SOFTNIC_RUNS)
		return softnic_source_next(&from->source, &to->rx, queue);
	return SOFTNIC_NEVER;
}

/* Interrupts the queue's own CPU, or this one if that is offline. Further
 * interrupts are masked until a poll has found nothing more to do.
 */
void softnic_interrupt(struct softnic_queue *queue)
{
	queue->masked = true;
	if (READ_ONCE(queue->ipi_pending))
		return;
	queue->interrupts++;
	WRITE_ONCE(queue->ipi_pending, true);
	if (smp_call_function_single_async(queue->cpu, &queue->csd))
		softnic_irq(queue);
}

void softnic_interrupt_all(struct softnic_port *port)
{
	u32 i;

	for (i = 0; i < port->rx.queues; i++)
		softnic_interrupt(&port->rx.queue[i]);
}

/* If flows are spread, each arriving frame raises an interrupt. */
static noinline bool softnic_look_spread(struct softnic_port *to, struct softnic_port *from,
					 u64 now)
{
	bool more = softnic_arrive_spread(to, from, now);

	softnic_source_settle(&from->source, &to->rx);
	return more;
}

/* The work of the NIC: receives what has arrived, and interrupts. True: there
 * is more, as with softnic_arrive().
 */
bool softnic_look(struct softnic_port *to, struct softnic_port *from, u64 now)
{
	struct softnic_rx *rx = &to->rx;
	struct softnic_queue *queue = &rx->queue[0];
	bool more;

	if (unlikely(rx->up != SOFTNIC_UP))
		return rx->up == SOFTNIC_UP_SPREAD && softnic_look_spread(to, from, now);
	more = softnic_arrive(to, from, now);
	softnic_source_settle(&from->source, rx);
	if (!queue->masked && queue->ring.head != queue->ring.tail)
		softnic_interrupt(queue);
	return more;
}

/* Nobody polls at a sink: reading its counters updates them. Takes the lock. */
void softnic_look_at_sink(struct softnic_port *to, struct softnic_port *from)
{
	u64 now = ktime_get_ns();
	unsigned long flags;

	spin_lock_irqsave(&to->rx.lock, flags);
	while (to->rx.discard && softnic_look(to, from, now))
		softnic_breathe(&to->rx, &flags);
	spin_unlock_irqrestore(&to->rx.lock, flags);
}
