// SPDX-License-Identifier: GPL-2.0-only
/* The sender's side: frames are copied into the transmit ring, from where the
 * wire takes them one after the other at line rate.
 */
#include <linux/net_tstamp.h>

#include "softnic.h"

/* The share of the ring that must be free before a stopped queue continues. */
static __always_inline u32 softnic_tx_quarter(const struct softnic_tx *tx)
{
	return tx->ring.size / 4;
}

/* Sees that someone looks at the wire when the sender needs it: for room in its
 * ring, or because the receiver sleeps and a frame is yet to arrive.
 */
static void softnic_tx_arm(struct softnic_tx *tx, struct softnic_port *peer)
{
	struct softnic_ring *ring = &tx->ring;
	u64 at = tx->stopped ? tx->wake_at : SOFTNIC_NEVER;

	if (!peer->rx.queue[0].masked && !peer->rx.discard && ring->tail != ring->head)
		at = min(at, ring->desc[ring->tail & ring->mask].at);
	if (at >= tx->armed)
		return;
	tx->armed = at;
	hrtimer_start(&tx->timer, ns_to_ktime(at), HRTIMER_MODE_ABS_PINNED);
}

static enum hrtimer_restart softnic_tx_timer(struct hrtimer *timer)
{
	struct softnic_port *port = container_of(timer, struct softnic_port, tx.timer);
	struct softnic_tx *tx = &port->tx;
	struct softnic_port *peer;
	unsigned long flags;

	rcu_read_lock();
	peer = rcu_dereference(port->peer);
	if (!peer) {
		/* Unplugged: what is sent from now on is dropped at once. */
		tx->armed = SOFTNIC_NEVER;
		tx->stopped = false;
		netif_tx_wake_all_queues(port->dev);
		goto out;
	}
	spin_lock_irqsave(&peer->rx.lock, flags);
	tx->armed = SOFTNIC_NEVER;
	if (tx->up) {
		softnic_look(peer, port, ktime_get_ns());
		if (tx->stopped && softnic_room(&tx->ring) >= softnic_tx_quarter(tx)) {
			tx->stopped = false;
			netif_tx_wake_all_queues(port->dev);
		}
		softnic_tx_arm(tx, peer);
	}
	spin_unlock_irqrestore(&peer->rx.lock, flags);
out:
	rcu_read_unlock();
	return HRTIMER_NORESTART;
}

static __always_inline void softnic_tx_stop(struct softnic_tx *tx, struct net_device *dev)
{
	struct softnic_ring *ring = &tx->ring;
	u32 last = ring->tail + softnic_tx_quarter(tx) - 1;

	netif_tx_stop_all_queues(dev);
	tx->stopped = true;
	tx->stops++;
	tx->wake_at = ring->desc[last & ring->mask].at;
}

/* What a port wants of a frame that is not only counted there: its bytes, its
 * latency, or both. Too long a frame is sent without its bytes: the receiver will
 * refuse it for its length.
 */
static __always_inline bool softnic_tx_regard(struct softnic_rx *to, struct softnic_desc *desc,
					      const struct sk_buff *skb)
{
	if (!to->discard && desc->len <= SOFTNIC_FRAME_MAX) {
		if (skb_copy_bits(skb, 0, desc->buf, skb->len))
			return false;
		memset(desc->buf + skb->len, 0, desc->len - skb->len);
		desc->data = desc->buf;
		if (to->up == SOFTNIC_UP_SPREAD)
			desc->slot = softnic_slot(desc->buf, desc->len);
	}
	if (to->latency)
		softnic_latency_count(to, skb, desc->at);
	return true;
}

/* Puts a frame into the next descriptor, at its place on the wire. */
static __always_inline bool softnic_tx_fill(struct softnic_tx *tx, struct softnic_rx *to,
					    const struct sk_buff *skb, u64 now)
{
	struct softnic_desc *desc = &tx->ring.desc[tx->ring.head & tx->ring.mask];
	u32 len = max_t(u32, skb->len, ETH_ZLEN);
	u32 ps;

	if (tx->free_ns < now) {
		tx->free_ns = now;
		tx->free_ps = 0;
	}
	desc->data = NULL;
	desc->len = len;
	desc->at = tx->free_ns;
	if (to->regards && !softnic_tx_regard(to, desc, skb))
		return false;
	tx->free_ns += div_u64_rem(tx->free_ps + softnic_line_ps(len, READ_ONCE(tx->speed)),
				   1000, &ps);
	tx->free_ps = ps;
	tx->ring.head++;
	return true;
}

static __always_inline netdev_tx_t softnic_xmit_queue(struct sk_buff *skb, struct net_device *dev,
						      const bool spread)
{
	struct softnic_port *port = netdev_priv(dev);
	struct softnic_tx *tx = &port->tx;
	netdev_tx_t ret = NETDEV_TX_OK;
	struct softnic_port *peer;
	unsigned long flags;
	bool sent = false;
	u64 now;

	skb_tx_timestamp(skb);
	rcu_read_lock();
	peer = rcu_dereference(port->peer);
	if (!peer)
		goto out;
	spin_lock_irqsave(&peer->rx.lock, flags);
	if (!tx->up || !peer->rx.up || port->source.state != SOFTNIC_IDLE)
		goto unlock;
	now = ktime_get_ns();
	if (unlikely(!softnic_room(&tx->ring)))
		softnic_look(peer, port, now);
	if (likely(softnic_room(&tx->ring)))
		sent = softnic_tx_fill(tx, &peer->rx, skb, now);
	else
		ret = NETDEV_TX_BUSY;
	softnic_look(peer, port, now);
	if (!softnic_room(&tx->ring))
		softnic_tx_stop(tx, dev);
	softnic_tx_arm(tx, peer);
	if (spread && sent) {
		tx->queue[skb_get_queue_mapping(skb)].packets++;
		tx->queue[skb_get_queue_mapping(skb)].bytes += max_t(u32, skb->len, ETH_ZLEN);
	}
unlock:
	spin_unlock_irqrestore(&peer->rx.lock, flags);
out:
	rcu_read_unlock();
	if (unlikely(ret == NETDEV_TX_BUSY))
		return ret;
	if (sent) {
		/* A router's transmit completions run in its NAPI poll, which keeps skbs for
		 * the next receptions.
		 */
		if (in_serving_softirq())
			napi_consume_skb(skb, 1);
		else
			dev_consume_skb_any(skb);
	} else {
		atomic64_inc(&tx->dropped);
		dev_kfree_skb_any(skb);
	}
	return NETDEV_TX_OK;
}

netdev_tx_t softnic_xmit(struct sk_buff *skb, struct net_device *dev)
{
	return softnic_xmit_queue(skb, dev, false);
}

netdev_tx_t softnic_xmit_spread(struct sk_buff *skb, struct net_device *dev)
{
	return softnic_xmit_queue(skb, dev, true);
}

/* The frames the wire has not taken yet are lost. Under the peer's rx.lock. */
void softnic_tx_flush(struct softnic_tx *tx)
{
	atomic64_add(tx->ring.head - tx->ring.tail, &tx->dropped);
	tx->ring.tail = tx->ring.head;
}

void softnic_tx_init(struct softnic_port *port)
{
	struct softnic_tx *tx = &port->tx;

	hrtimer_setup(&tx->timer, softnic_tx_timer, CLOCK_MONOTONIC, HRTIMER_MODE_ABS_PINNED);
	tx->speed = SOFTNIC_SPEED_DEFAULT;
	tx->armed = SOFTNIC_NEVER;
}

int softnic_tx_up(struct softnic_port *port, struct softnic_port *peer)
{
	struct softnic_tx *tx = &port->tx;
	struct softnic_ring ring;
	int err;

	err = softnic_ring_make(&ring, port->tx_size);
	if (err)
		return err;
	if (peer)
		spin_lock_irq(&peer->rx.lock);
	tx->ring = ring;
	tx->stopped = false;
	tx->free_ns = 0;
	tx->armed = SOFTNIC_NEVER;
	tx->up = true;
	if (peer)
		spin_unlock_irq(&peer->rx.lock);
	return 0;
}

void softnic_tx_down(struct softnic_port *port, struct softnic_port *peer)
{
	struct softnic_tx *tx = &port->tx;
	struct softnic_ring ring;

	netif_tx_disable(port->dev);
	local_bh_disable();
	if (peer)
		spin_lock_irq(&peer->rx.lock);
	tx->up = false;
	softnic_tx_flush(tx);
	ring = tx->ring;
	memset(&tx->ring, 0, sizeof(tx->ring));
	if (peer) {
		if (port->source.state == SOFTNIC_RUNS) {
			softnic_source_stop(&port->source, -ENETDOWN);
			softnic_interrupt_all(peer);
		}
		spin_unlock_irq(&peer->rx.lock);
	}
	local_bh_enable();

	/* What a source has in the peer's ring is in this port's memory. */
	if (peer)
		softnic_run_await(port, peer);
	hrtimer_cancel(&tx->timer);
	softnic_ring_free(&ring);
}
