// SPDX-License-Identifier: GPL-2.0-only
/* The receiver's side: the interrupt, and the NAPI poll that makes skbs of what
 * is in the receive ring.
 */
#include <linux/delay.h>

#include "softnic.h"

/* Like igb and ixgbe, the driver gives descriptors back so many at a time. */
#define SOFTNIC_RX_BATCH	16u

/* What a poll has done since it last told the ring. */
struct softnic_progress {
	u32 tail;
	u32 since;
	u64 packets, bytes, no_buffer, polls;
};

/* Runs with interrupts off, on the port's CPU unless that is offline. */
void softnic_irq(void *data)
{
	struct softnic_port *port = data;

	/* First: whoever finds it set may rely on the poll to come. */
	smp_store_mb(port->rx.ipi_pending, false);
	napi_schedule_irqoff(&port->rx.napi);
}

static enum hrtimer_restart softnic_rx_timer(struct hrtimer *timer)
{
	struct softnic_rx *rx = container_of(timer, struct softnic_rx, timer);

	napi_schedule(&rx->napi);
	return HRTIMER_NORESTART;
}

/* Gives descriptors back and returns the head of the ring. What arrived until
 * now is judged by the descriptors that were free until now. The transmit ring
 * is left to the sender while there is enough to do here: DMA costs no CPU.
 */
static u32 softnic_rx_sync(struct softnic_port *port, struct softnic_progress *done)
{
	struct softnic_rx *rx = &port->rx;
	struct softnic_port *peer;
	unsigned long flags;
	u32 head;
	u64 now;

	rcu_read_lock();
	peer = rcu_dereference(port->peer);
	spin_lock_irqsave(&rx->lock, flags);
	if (peer && rx->up &&
	    (peer->source.state == SOFTNIC_RUNS || rx->ring.head == done->tail)) {
		now = ktime_get_ns();
		while (softnic_arrive(port, peer, now))
			softnic_breathe(rx, &flags);
	}
	rx->ring.tail = done->tail;
	rx->packets += done->packets;
	rx->bytes += done->bytes;
	rx->no_buffer += done->no_buffer;
	rx->polls += done->polls;
	if (peer)
		softnic_source_settle(&peer->source, rx);
	head = rx->ring.head;
	spin_unlock_irqrestore(&rx->lock, flags);
	rcu_read_unlock();
	*done = (struct softnic_progress){ .tail = done->tail };
	return head;
}

/* The poll found nothing more: the next frame shall interrupt. If it is known
 * when that is, a timer does it and other interrupts stay masked. True: poll
 * again.
 */
static bool softnic_rx_unmask(struct softnic_port *port)
{
	struct softnic_rx *rx = &port->rx;
	struct softnic_port *peer;
	unsigned long flags;
	bool again = false;
	u64 now, next = SOFTNIC_NEVER;

	rcu_read_lock();
	peer = rcu_dereference(port->peer);
	spin_lock_irqsave(&rx->lock, flags);
	if (!rx->up)
		goto unlock;
	if (peer) {
		now = ktime_get_ns();
		while (softnic_arrive(port, peer, now))
			softnic_breathe(rx, &flags);
		softnic_source_settle(&peer->source, rx);
		next = softnic_next_arrival(port, peer);
	}
	again = rx->ring.head != rx->ring.tail;
	if (again)
		goto unlock;
	rx->masked = next != SOFTNIC_NEVER;
	if (rx->masked) {
		rx->interrupts++;
		hrtimer_start(&rx->timer, ns_to_ktime(next), HRTIMER_MODE_ABS_PINNED);
	} else {
		hrtimer_try_to_cancel(&rx->timer);
	}
unlock:
	spin_unlock_irqrestore(&rx->lock, flags);
	rcu_read_unlock();
	return again;
}

static struct sk_buff *softnic_rx_skb(struct softnic_rx *rx, const struct softnic_desc *desc)
{
	struct sk_buff *skb = napi_alloc_skb(&rx->napi, desc->len);

	if (unlikely(!skb))
		return NULL;
	skb_put_data(skb, desc->data, desc->len);
	if (READ_ONCE(rx->stamp))
		skb_hwtstamps(skb)->hwtstamp = ns_to_ktime(desc->at);
	skb->protocol = eth_type_trans(skb, rx->napi.dev);
	return skb;
}

static int softnic_poll(struct napi_struct *napi, int budget)
{
	struct softnic_port *port = container_of(napi, struct softnic_port, rx.napi);
	struct softnic_rx *rx = &port->rx;
	struct softnic_progress done = { .tail = rx->ring.tail, .polls = 1 };
	u32 batch = min(SOFTNIC_RX_BATCH, rx->ring.size / 4);
	u32 head = done.tail;
	int work = 0;

	while (work < budget) {
		const struct softnic_desc *desc;
		struct sk_buff *skb;

		if (done.tail == head || done.since == batch) {
			head = softnic_rx_sync(port, &done);
			if (done.tail == head)
				break;
		}
		desc = &rx->ring.desc[done.tail & rx->ring.mask];
		skb = softnic_rx_skb(rx, desc);
		done.tail++;
		done.since++;
		work++;
		if (unlikely(!skb)) {
			done.no_buffer++;
			continue;
		}
		done.packets++;
		done.bytes += desc->len;
		napi_gro_receive(napi, skb);
	}
	if (done.since)
		softnic_rx_sync(port, &done);
	if (work < budget && napi_complete_done(napi, work) && softnic_rx_unmask(port))
		napi_schedule(napi);
	return work;
}

void softnic_rx_init(struct softnic_port *port)
{
	struct softnic_rx *rx = &port->rx;

	spin_lock_init(&rx->lock);
	softnic_rx_regard(rx);
	INIT_CSD(&rx->csd, softnic_irq, port);
	hrtimer_setup(&rx->timer, softnic_rx_timer, CLOCK_MONOTONIC, HRTIMER_MODE_ABS_PINNED);
	netif_napi_add(port->dev, &rx->napi, softnic_poll);
}

int softnic_rx_up(struct softnic_port *port)
{
	struct softnic_rx *rx = &port->rx;
	struct softnic_ring ring;
	int err;

	err = softnic_ring_make(&ring, port->rx_size);
	if (err)
		return err;
	napi_enable(&rx->napi);
	spin_lock_irq(&rx->lock);
	rx->ring = ring;
	rx->masked = false;
	rx->up = true;
	spin_unlock_irq(&rx->lock);
	return 0;
}

void softnic_rx_down(struct softnic_port *port, struct softnic_port *peer)
{
	struct softnic_rx *rx = &port->rx;
	struct softnic_ring ring;

	/* From here on nothing arrives and nothing interrupts. */
	spin_lock_irq(&rx->lock);
	rx->up = false;
	rx->masked = true;
	if (peer) {
		softnic_tx_flush(&peer->tx);
		softnic_source_stop(&peer->source, -ENETDOWN);
	}
	spin_unlock_irq(&rx->lock);

	napi_disable(&rx->napi);
	hrtimer_cancel(&rx->timer);
	/* An IPI may still be on its way. All it can do is nothing. */
	while (READ_ONCE(rx->ipi_pending))
		usleep_range(10, 100);

	spin_lock_irq(&rx->lock);
	ring = rx->ring;
	memset(&rx->ring, 0, sizeof(rx->ring));
	if (peer)
		softnic_source_settle(&peer->source, rx);
	spin_unlock_irq(&rx->lock);
	softnic_ring_free(&ring);
}
