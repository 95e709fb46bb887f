// SPDX-License-Identifier: GPL-2.0-or-later
/* A neighbour's output on the virtual device: a forwarded frame gets its header
 * and goes to the lower device.
 */

/* Whether nothing has to be done to a frame before a driver gets it, whatever
 * the device's features are, and nobody waits to hear of it.
 */
static bool direct_is_plain(const struct sk_buff *skb)
{
	return !skb->sk && !skb_is_nonlinear(skb) && !skb_is_gso(skb) &&
	       skb->ip_summed != CHECKSUM_PARTIAL &&
	       !skb_vlan_tag_present(skb) && !skb_sec_path(skb);
}

/* Whether @dev is down, or was given a qdisc. */
static bool direct_has_queue(const struct net_device *dev)
{
	return rcu_dereference_bh(netdev_get_tx_queue(dev, 0)->qdisc)->enqueue;
}

/* As macvlan_start_xmit() counts. */
static void direct_count_tx(const struct macvlan_dev *vlan, unsigned int len, int ret)
{
	struct vlan_pcpu_stats *stats = this_cpu_ptr(vlan->pcpu_stats);

	if (unlikely(ret != NET_XMIT_SUCCESS && ret != NET_XMIT_CN)) {
		this_cpu_inc(vlan->pcpu_stats->tx_dropped);
		return;
	}
	u64_stats_update_begin(&stats->syncp);
	u64_stats_inc(&stats->tx_packets);
	u64_stats_add(&stats->tx_bytes, len);
	u64_stats_update_end(&stats->syncp);
}

/* Sends a frame that is forwarded, in one trip through egress and not two, if
 * nothing is set up on the virtual device that the trip would come across.
 */
static int direct_neigh_output(struct neighbour *n, struct sk_buff *skb)
{
	struct net_device *dev = n->dev;
	struct direct_macvlan *direct = netdev_priv(dev);
	struct macvlan_dev *vlan = &direct->vlan;
	struct net_device *lowerdev = vlan->lowerdev;
	int ret = NET_XMIT_SUCCESS;
	struct ethhdr *eth;
	unsigned int len;
	unsigned int seq;

	rcu_read_lock_bh();
	if (!direct_is_plain(skb) || vlan->mode == MACVLAN_MODE_BRIDGE ||
	    direct_has_queue(dev) || direct_egress_in_use(dev)) {
		ret = neigh_connected_output(n, skb);
		goto out;
	}

	__skb_pull(skb, skb_network_offset(skb));
	eth = skb_push(skb, ETH_HLEN);
	skb_reset_mac_header(skb);
	do {
		seq = read_seqbegin(&n->ha_lock);
		ether_addr_copy(eth->h_dest, n->ha);
	} while (read_seqretry(&n->ha_lock, seq));
	ether_addr_copy(eth->h_source, dev->dev_addr);
	eth->h_proto = skb->protocol;

	len = skb->len;
	skb->dev = lowerdev;
	if (direct_xmit_lower(skb, lowerdev)) {
		this_cpu_inc(direct->paths->tx_direct);
	} else {
		this_cpu_inc(direct->paths->tx_lower);
		skb_set_queue_mapping(skb, 0);
		ret = dev_queue_xmit(skb);
	}
	direct_count_tx(vlan, len, ret);
out:
	rcu_read_unlock_bh();
	return ret;
}

/* Gives a neighbour its own operations, stored next to it: its table's, except
 * for sending while the address is known. The header operations have no
 * cache, or frames would be sent with the cached header and not come here. Not
 * changed are devices with several queues, each with its own qdisc, and
 * lower devices whose header is not plain Ethernet.
 */
static int direct_neigh_construct(struct net_device *dev, struct neighbour *n)
{
	const struct header_ops *lower_ops = macvlan_dev_real_dev(dev)->header_ops;
	const struct neigh_ops ops = {
		.family			= n->ops->family,
		.solicit		= n->ops->solicit,
		.error_report		= n->ops->error_report,
		.output			= n->ops->output,
		.connected_output	= direct_neigh_output,
	};

	if (n->ops->connected_output != neigh_connected_output ||
	    dev->num_tx_queues != 1 || !lower_ops ||
	    lower_ops->create != eth_header)
		return 0;

	n->ops = memcpy(neighbour_priv(n), &ops, sizeof(ops));
	if (n->output == neigh_connected_output)
		n->output = direct_neigh_output;
	return 0;
}

/* The ordinary way out: egress of the virtual device ends here. */
static netdev_tx_t direct_start_xmit(struct sk_buff *skb, struct net_device *dev)
{
	const struct direct_macvlan *direct = netdev_priv(dev);

	this_cpu_inc(direct->paths->tx_ordinary);
	return macvlan_start_xmit(skb, dev);
}

/* macvlan's, without a header cache. */
static const struct header_ops direct_header_ops = {
	.create	= macvlan_hard_header,
	.parse	= eth_header_parse,
};
