// SPDX-License-Identifier: GPL-2.0-or-later
/* The kernel's own macvlan with two receive paths: napi_macvlan calls
 * netif_receive_skb(), as the paper's does, softnet_macvlan netif_rx(), as the
 * macvlan did that the paper compares it with. All else is macvlan.c's.
 */
#include <linux/if_macvlan.h>
#include <linux/module.h>
#include <linux/netdevice.h>
#include <net/rtnetlink.h>

static struct rtnl_link_ops softnet_link_ops;

/* Called by macvlan_handle_frame(), instead of another round of
 * __netif_receive_skb_core(). What becomes of the frame is not the device's
 * concern: the backlog queue and the protocols count what they drop.
 */
static void macvlan_deliver(const struct macvlan_dev *vlan, struct sk_buff *skb)
{
	if (vlan->dev->rtnl_link_ops == &softnet_link_ops)
		netif_rx(skb);
	else
		netif_receive_skb(skb);
}

#include "macvlan_kind.c"

static const struct ethtool_ops napi_ethtool_ops = {
	.get_link		= ethtool_op_get_link,
	.get_link_ksettings	= macvlan_ethtool_get_link_ksettings,
	.get_drvinfo		= kind_get_drvinfo,
	.get_ts_info		= macvlan_ethtool_get_ts_info,
};

static void napi_setup(struct net_device *dev)
{
	macvlan_setup(dev);
	dev->ethtool_ops = &napi_ethtool_ops;
}

static struct rtnl_link_ops softnet_link_ops = {
	.kind		= "softnet_macvlan",
	.priv_size	= sizeof(struct macvlan_dev),
	.setup		= napi_setup,
	.get_link_net	= macvlan_get_link_net,
};

static int __init napi_macvlan_init(void)
{
	int err;

	macvlan_link_ops.kind = "napi_macvlan";
	macvlan_link_ops.setup = napi_setup;
	err = macvlan_init_module();
	if (err)
		return err;
	err = macvlan_link_register(&softnet_link_ops);
	if (err)
		macvlan_cleanup_module();
	return err;
}

static void __exit napi_macvlan_exit(void)
{
	rtnl_link_unregister(&softnet_link_ops);
	macvlan_cleanup_module();
}

module_init(napi_macvlan_init);
module_exit(napi_macvlan_exit);
MODULE_DESCRIPTION("macvlan that calls netif_receive_skb(), and one that calls netif_rx()");
MODULE_VERSION("1.0");
MODULE_ALIAS_RTNL_LINK("napi_macvlan");
MODULE_ALIAS_RTNL_LINK("softnet_macvlan");
