// SPDX-License-Identifier: GPL-2.0-only
/* The receiver's side: the interrupt, and the NAPI poll that makes skbs of what
 * is in a receive ring. Each queue of a port has its own of all.
 */
#include <linux/delay.h>

#include "softnic.h"

/* Like igb and ixgbe, the driver gives descriptors back so many at a time. */
#define SOFTNIC_RX_BATCH	16u

/* What a poll has done since it last updated the ring. */
struct softnic_progress {
	u32 tail;
	u32 since;
	u64 packets, bytes, no_buffer, polls;
};

/* Runs with interrupts off, on the queue's CPU unless that is offline. */
void softnic_irq(void *data)
{
	struct softnic_queue *queue = data;

	/* First: if it is set, a poll is certain to follow. */
	smp_store_mb(queue->ipi_pending, false);
	napi_schedule_irqoff(&queue->napi);
}

static enum hrtimer_restart softnic_rx_timer(struct hrtimer *timer)
{
	struct softnic_queue *queue = container_of(timer, struct softnic_queue, timer);

	napi_schedule(&queue->napi);
	return HRTIMER_NORESTART;
}

static __always_inline u32 softnic_sync_queue(struct softnic_port *port,
					      struct softnic_queue *queue,
					      struct softnic_progress *done, const bool spread)
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
	    (peer->source.state == SOFTNIC_RUNS || queue->ring.head == done->tail)) {
		now = ktime_get_ns();
		while (spread ? softnic_arrive_spread(port, peer, now) :
				softnic_arrive(port, peer, now))
			softnic_breathe(rx, &flags);
	}
	queue->ring.tail = done->tail;
	queue->packets += done->packets;
	queue->bytes += done->bytes;
	queue->no_buffer += done->no_buffer;
	queue->polls += done->polls;
	if (peer)
		softnic_source_settle(&peer->source, rx);
	head = queue->ring.head;
	spin_unlock_irqrestore(&rx->lock, flags);
	rcu_read_unlock();
	*done = (struct softnic_progress){ .tail = done->tail };
	return head;
}

/* Gives descriptors back and returns the head of the ring. What arrived until
 * now is judged by the descriptors that were free until now. The transmit ring
 * is left to the sender while there is enough to do here: DMA costs no CPU.
 */
static noinline u32 softnic_rx_sync(struct softnic_port *port, struct softnic_progress *done)
{
	return softnic_sync_queue(port, &port->rx.queue[0], done, false);
}

static noinline u32 softnic_rx_sync_spread(struct softnic_port *port, struct softnic_queue *queue,
					   struct softnic_progress *done)
{
	return softnic_sync_queue(port, queue, done, true);
}

/* The poll found nothing more: the next frame shall interrupt. If it is known
 * when that is, a timer does it and other interrupts stay masked. True: poll
 * again.
 */
static __always_inline bool softnic_rx_unmask(struct softnic_port *port,
					      struct softnic_queue *queue, const bool spread)
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
		while (spread ? softnic_arrive_spread(port, peer, now) :
				softnic_arrive(port, peer, now))
			softnic_breathe(rx, &flags);
		softnic_source_settle(&peer->source, rx);
		next = spread ? softnic_next_arrival_spread(port, peer, queue) :
				softnic_next_arrival(port, peer);
	}
	again = queue->ring.head != queue->ring.tail;
	if (again)
		goto unlock;
	queue->masked = next != SOFTNIC_NEVER;
	if (queue->masked) {
		queue->interrupts++;
		hrtimer_start(&queue->timer, ns_to_ktime(next), HRTIMER_MODE_ABS_PINNED);
	} else {
		hrtimer_try_to_cancel(&queue->timer);
	}
unlock:
	spin_unlock_irqrestore(&rx->lock, flags);
	rcu_read_unlock();
	return again;
}

static __always_inline struct sk_buff *softnic_rx_skb(const struct softnic_rx *rx,
						      struct softnic_queue *queue,
						      const struct softnic_desc *desc,
						      const bool spread)
{
	struct sk_buff *skb = napi_alloc_skb(&queue->napi, desc->len);

	if (unlikely(!skb))
		return NULL;
	skb_put_data(skb, desc->data, desc->len);
	if (READ_ONCE(rx->stamp))
		skb_hwtstamps(skb)->hwtstamp = ns_to_ktime(desc->at);
	skb->protocol = eth_type_trans(skb, queue->napi.dev);
	if (spread)
		skb_record_rx_queue(skb, queue->index);
	return skb;
}

static __always_inline int softnic_poll_queue(struct softnic_port *port,
					      struct softnic_queue *queue, int budget,
					      const bool spread)
{
	struct napi_struct *napi = &queue->napi;
	struct softnic_progress done = { .tail = queue->ring.tail, .polls = 1 };
	u32 batch = min(SOFTNIC_RX_BATCH, queue->ring.size / 4);
	u32 head = done.tail;
	int work = 0;

	while (work < budget) {
		const struct softnic_desc *desc;
		struct sk_buff *skb;

		if (done.tail == head || done.since == batch) {
			head = spread ? softnic_rx_sync_spread(port, queue, &done) :
					softnic_rx_sync(port, &done);
			if (done.tail == head)
				break;
		}
		desc = &queue->ring.desc[done.tail & queue->ring.mask];
		skb = softnic_rx_skb(&port->rx, queue, desc, spread);
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
	if (done.since) {
		if (spread)
			softnic_rx_sync_spread(port, queue, &done);
		else
			softnic_rx_sync(port, &done);
	}
	if (work < budget && napi_complete_done(napi, work) &&
	    softnic_rx_unmask(port, queue, spread))
		napi_schedule(napi);
	return work;
}

static int softnic_poll(struct napi_struct *napi, int budget)
{
	struct softnic_port *port = container_of(napi, struct softnic_port, rx.queue[0].napi);

	return softnic_poll_queue(port, &port->rx.queue[0], budget, false);
}

static int softnic_poll_spread(struct napi_struct *napi, int budget)
{
	struct softnic_queue *queue = container_of(napi, struct softnic_queue, napi);

	return softnic_poll_queue(netdev_priv(napi->dev), queue, budget, true);
}

static void softnic_queue_init(struct softnic_port *port, u32 index)
{
	struct softnic_queue *queue = &port->rx.queue[index];

	queue->index = index;
	INIT_CSD(&queue->csd, softnic_irq, queue);
	hrtimer_setup(&queue->timer, softnic_rx_timer, CLOCK_MONOTONIC, HRTIMER_MODE_ABS_PINNED);
	netif_napi_add(port->dev, &queue->napi,
		       softnic_spreads(port->dev) ? softnic_poll_spread : softnic_poll);
}

void softnic_rx_init(struct softnic_port *port)
{
	struct softnic_rx *rx = &port->rx;
	u32 i;

	spin_lock_init(&rx->lock);
	softnic_rx_regard(rx);
	for (i = 0; i < port->dev->num_rx_queues; i++)
		softnic_queue_init(port, i);
	softnic_use_queues(port, port->dev->num_rx_queues);
}

static void softnic_rings_free(struct softnic_ring *rings, u32 count)
{
	while (count--)
		softnic_ring_free(&rings[count]);
}

int softnic_rx_up(struct softnic_port *port)
{
	struct softnic_ring rings[SOFTNIC_MAX_QUEUES];
	struct softnic_rx *rx = &port->rx;
	u32 i;
	int err;

	for (i = 0; i < rx->queues; i++) {
		err = softnic_ring_make(&rings[i], port->rx_size);
		if (err) {
			softnic_rings_free(rings, i);
			return err;
		}
	}
	for (i = 0; i < rx->queues; i++)
		napi_enable(&rx->queue[i].napi);
	spin_lock_irq(&rx->lock);
	for (i = 0; i < rx->queues; i++) {
		rx->queue[i].ring = rings[i];
		rx->queue[i].masked = false;
	}
	rx->up = softnic_spreads(port->dev) ? SOFTNIC_UP_SPREAD : SOFTNIC_UP;
	spin_unlock_irq(&rx->lock);
	return 0;
}

static void softnic_queue_down(struct softnic_queue *queue)
{
	napi_disable(&queue->napi);
	hrtimer_cancel(&queue->timer);
	/* An IPI may still be on its way. All it can do is nothing. */
	while (READ_ONCE(queue->ipi_pending))
		usleep_range(10, 100);
}

void softnic_rx_down(struct softnic_port *port, struct softnic_port *peer)
{
	struct softnic_ring rings[SOFTNIC_MAX_QUEUES];
	struct softnic_rx *rx = &port->rx;
	u32 i;

	/* From here on nothing arrives and nothing interrupts. */
	spin_lock_irq(&rx->lock);
	rx->up = SOFTNIC_DOWN;
	for (i = 0; i < rx->queues; i++)
		rx->queue[i].masked = true;
	if (peer) {
		softnic_tx_flush(&peer->tx);
		softnic_source_stop(&peer->source, -ENETDOWN);
	}
	spin_unlock_irq(&rx->lock);

	for (i = 0; i < rx->queues; i++)
		softnic_queue_down(&rx->queue[i]);

	spin_lock_irq(&rx->lock);
	for (i = 0; i < rx->queues; i++) {
		rings[i] = rx->queue[i].ring;
		memset(&rx->queue[i].ring, 0, sizeof(rings[i]));
	}
	if (peer)
		softnic_source_settle(&peer->source, rx);
	spin_unlock_irq(&rx->lock);
	softnic_rings_free(rings, rx->queues);
}
