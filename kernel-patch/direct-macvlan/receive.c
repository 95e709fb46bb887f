// SPDX-License-Identifier: GPL-2.0-or-later
/* The receive core starts again with a frame that is now the virtual
 * device's. If nothing handles it before the protocols, this is not needed.
 */

/* Whether anything handles frames between @dev and the protocols:
 * a tap, generic XDP, tc, netfilter, or a bridge or bond on top.
 */
static bool direct_ingress_in_use(const struct net_device *dev)
{
#if defined(CONFIG_NET_XGRESS)
	if (rcu_access_pointer(dev->tcx_ingress))
		return true;
#elif defined(CONFIG_NET_CLS_ACT)
	if (rcu_access_pointer(dev->miniq_ingress))
		return true;
#endif
#ifdef CONFIG_NETFILTER_INGRESS
	if (rcu_access_pointer(dev->nf_hooks_ingress))
		return true;
#endif
	return rcu_access_pointer(dev->rx_handler) || rcu_access_pointer(dev->xdp_prog) ||
	       dev_nit_active((struct net_device *)dev);
}

/* The end of macvlan_handle_frame(). RX_HANDLER_PASS: the protocols come next, in
 * this round.
 */
static rx_handler_result_t direct_receive(const struct macvlan_dev *vlan, struct sk_buff *skb)
{
	const struct direct_macvlan *direct = container_of(vlan, struct direct_macvlan, vlan);
	const struct net_device *dev = vlan->dev;

	if (skb_vlan_tag_present(skb) || direct_ingress_in_use(dev)) {
		this_cpu_inc(direct->paths->rx_ordinary);
		return RX_HANDLER_ANOTHER;
	}
	skb->skb_iif = dev->ifindex;
	this_cpu_inc(direct->paths->rx_direct);
	return RX_HANDLER_PASS;
}
