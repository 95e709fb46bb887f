// SPDX-License-Identifier: GPL-2.0-only
/* The wire into a port: what arrives, whether a descriptor is free for it, and
 * the interrupt. Nothing runs by itself here. Whoever looks (the sender, the
 * receiver's poll, a timer, a reader of counters) brings the ring up to date.
 *
 * All of this is under the receiving port's rx.lock, but for softnic_look_at_sink().
 */
#include "softnic.h"

/* A frame arrives. False if it was not kept: the caller's descriptor is as it was. */
bool softnic_deliver(struct softnic_rx *rx, struct softnic_desc *frame)
{
	struct softnic_port *port = container_of(rx, struct softnic_port, rx);
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
	if (!softnic_room(&rx->ring)) {
		rx->missed++;
		return false;
	}
	desc = &rx->ring.desc[rx->ring.head++ & rx->ring.mask];
	desc->at = frame->at;
	desc->len = frame->len;
	desc->data = frame->data;
	if (frame->buf)			/* not so a source's frame */
		swap(desc->buf, frame->buf);
	return true;
}

/* Brings to's receive ring up to date with the clock. True: that was a batch of a
 * source's frames, and there are more, for the same `now`. They have to be seen
 * to before descriptors become free, or counters are read.
 */
bool softnic_arrive(struct softnic_port *to, struct softnic_port *from, u64 now)
{
	struct softnic_tx *tx = &from->tx;
	struct softnic_ring *ring = &tx->ring;

	while (ring->tail != ring->head) {
		struct softnic_desc *desc = &ring->desc[ring->tail & ring->mask];

		if (desc->at > now)
			return false;
		tx->packets++;
		tx->bytes += desc->len;
		softnic_deliver(&to->rx, desc);
		ring->tail++;
	}
	return from->source.state == SOFTNIC_RUNS && softnic_source_arrive(to, from, now);
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

/* Interrupts the port's own CPU, or this one if that is offline. Further
 * interrupts are masked until a poll has found nothing more to do.
 */
void softnic_interrupt(struct softnic_port *port)
{
	struct softnic_rx *rx = &port->rx;

	rx->masked = true;
	if (READ_ONCE(rx->ipi_pending))
		return;
	rx->interrupts++;
	WRITE_ONCE(rx->ipi_pending, true);
	if (smp_call_function_single_async(rx->cpu, &rx->csd))
		softnic_irq(port);
}

/* What a NIC does by itself: takes what has arrived, and interrupts. True: there
 * is more, as with softnic_arrive().
 */
bool softnic_look(struct softnic_port *to, struct softnic_port *from, u64 now)
{
	struct softnic_rx *rx = &to->rx;
	bool more;

	if (!rx->up)
		return false;
	more = softnic_arrive(to, from, now);
	softnic_source_settle(&from->source, rx);
	if (!rx->masked && rx->ring.head != rx->ring.tail)
		softnic_interrupt(to);
	return more;
}

/* Nobody polls at a sink: whoever reads its counters looks. Takes the lock. */
void softnic_look_at_sink(struct softnic_port *to, struct softnic_port *from)
{
	u64 now = ktime_get_ns();
	unsigned long flags;

	spin_lock_irqsave(&to->rx.lock, flags);
	while (to->rx.discard && softnic_look(to, from, now))
		softnic_breathe(&to->rx, &flags);
	spin_unlock_irqrestore(&to->rx.lock, flags);
}
