// SPDX-License-Identifier: GPL-2.0-or-later
/* From here to the lower device's driver, past its qdisc where the kernel itself
 * passes it by.
 */

/* Whether somebody waits for frames on their way to @dev: a tap, tc's clsact
 * or netfilter. A qdisc does not count.
 */
static bool direct_egress_in_use(const struct net_device *dev)
{
#if defined(CONFIG_NET_XGRESS)
	if (rcu_access_pointer(dev->tcx_egress))
		return true;
#elif defined(CONFIG_NET_CLS_ACT)
	if (rcu_access_pointer(dev->miniq_egress))
		return true;
#endif
#ifdef CONFIG_NETFILTER_EGRESS
	if (rcu_access_pointer(dev->nf_hooks_egress))
		return true;
#endif
	return dev_nit_active((struct net_device *)dev);
}

/* Chooses as netdev_core_pick_tx() does for a frame that came by way of the
 * virtual device, which has one queue: a flow keeps to one queue whichever way
 * its frames take.
 */
static struct netdev_queue *direct_pick_tx(struct net_device *lowerdev, struct sk_buff *skb)
{
	const struct net_device_ops *ops = lowerdev->netdev_ops;
	u16 index = 0;

#ifdef CONFIG_XPS
	/* XPS goes by it, and hashes where it is not set. A frame that was received
	 * has a NAPI's number there.
	 */
	if (!skb->sender_cpu || skb->sender_cpu >= MIN_NAPI_ID)
		skb->sender_cpu = raw_smp_processor_id() + 1;
#endif
	skb_set_queue_mapping(skb, 0);
	if (lowerdev->real_num_tx_queues != 1) {
		index = ops->ndo_select_queue ?
			ops->ndo_select_queue(lowerdev, skb, NULL) :
			netdev_pick_tx(lowerdev, skb, NULL);
		index = netdev_cap_txqueue(lowerdev, index);
		skb_set_queue_mapping(skb, index);
	}
	return netdev_get_tx_queue(lowerdev, index);
}

/* Begins to send past a qdisc, as __dev_xmit_skb() may when it is empty and
 * nobody else sends from it. direct_bypass_end() is what must follow.
 */
static bool direct_bypass_begin(struct Qdisc *q)
{
	bool begun;

	if (!(q->flags & TCQ_F_CAN_BYPASS))
		return false;

	if (q->flags & TCQ_F_NOLOCK) {
		if (!nolock_qdisc_is_empty(q) || !qdisc_run_begin(q))
			return false;
		if (likely(nolock_qdisc_is_empty(q)))
			return true;
		qdisc_run_end(q);
		return false;
	}

	spin_lock(qdisc_lock(q));
	begun = !test_bit(__QDISC_STATE_DEACTIVATED, &q->state) &&
		!qdisc_qlen(q) && qdisc_run_begin(q);
	spin_unlock(qdisc_lock(q));
	return begun;
}

/* @len: the length of a frame that was sent, 0 for none. */
static void direct_bypass_end(struct Qdisc *q, unsigned int len)
{
	bool waiting;

	if (q->flags & TCQ_F_NOLOCK) {
		if (len)
			_bstats_update(this_cpu_ptr(q->cpu_bstats), len, 1);
		qdisc_run_end(q);
		return;
	}

	spin_lock(qdisc_lock(q));
	if (len)
		_bstats_update(&q->bstats, len, 1);
	qdisc_run_end(q);
	waiting = qdisc_qlen(q);
	spin_unlock(qdisc_lock(q));
	/* Frames that were queued meanwhile depend on this. */
	if (unlikely(waiting))
		__netif_schedule(q);
}

/* Hands a plain frame to the lower device's driver. Does nothing, and returns
 * false, if anything is between: dev_queue_xmit() is used then.
 */
static bool direct_xmit_lower(struct sk_buff *skb, struct net_device *lowerdev)
{
	netdev_tx_t rc = NETDEV_TX_BUSY;
	unsigned int len = skb->len;
	struct netdev_queue *txq;
	struct Qdisc *q;

	if (direct_egress_in_use(lowerdev))
		return false;

	txq = direct_pick_tx(lowerdev, skb);
	q = rcu_dereference_bh(txq->qdisc);
	if (!direct_bypass_begin(q))
		return false;

	if (lowerdev->priv_flags & IFF_XMIT_DST_RELEASE)
		skb_dst_drop(skb);
	else
		skb_dst_force(skb);

	HARD_TX_LOCK(lowerdev, txq, smp_processor_id());
	if (!netif_xmit_frozen_or_stopped(txq))
		rc = netdev_start_xmit(skb, lowerdev, txq, false);
	HARD_TX_UNLOCK(lowerdev, txq);

	direct_bypass_end(q, dev_xmit_complete(rc) ? len : 0);
	return dev_xmit_complete(rc);
}
