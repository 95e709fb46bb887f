// SPDX-License-Identifier: GPL-2.0-or-later
/* macvlan whose frames leave out the trips through the kernel on which there is
 * nothing to do for them, and take the ordinary way otherwise.
 *
 *   receive.c  the receive core's second round, for the virtual device
 *   egress.c   egress of the virtual device
 *   lower.c    egress of the lower device
 *   paths.c    how many frames went which way
 */
#include <linux/if_macvlan.h>
#include <linux/module.h>
#include <linux/netdevice.h>
#include <net/busy_poll.h>
#include <net/neighbour.h>
#include <net/rtnetlink.h>
#include <net/sch_generic.h>

#include "compat.h"

/* The lines whose __netif_receive_skb_core() and __dev_queue_xmit() these files
 * have been held against.
 */
#define LINE_6_1	(!KERNEL_BEFORE(6, 1) && KERNEL_BEFORE(6, 2))
#define LINE_6_12	(!KERNEL_BEFORE(6, 12) && KERNEL_BEFORE(6, 13))
#if !LINE_6_1 && !LINE_6_12
#error "direct_macvlan is for Linux 6.1 and 6.12"
#endif

/* Frames by the way they took. */
struct direct_paths {
	unsigned long rx_direct;	/* to the protocols, without another round */
	unsigned long rx_ordinary;
	unsigned long tx_direct;	/* to the driver */
	unsigned long tx_lower;		/* to the lower device's egress */
	unsigned long tx_ordinary;	/* to the virtual device's, and then to that */
};

struct direct_macvlan {
	struct macvlan_dev vlan;	/* first: it is netdev_priv() */
	struct direct_paths __percpu *paths;
};

/* What macvlan.c calls here. */
static rx_handler_result_t direct_receive(const struct macvlan_dev *vlan, struct sk_buff *skb);
static netdev_tx_t direct_start_xmit(struct sk_buff *skb, struct net_device *dev);
static int direct_neigh_construct(struct net_device *dev, struct neighbour *n);
static int direct_init(struct net_device *dev);
static void direct_uninit(struct net_device *dev);

#include "macvlan_kind.c"

#include "receive.c"
#include "lower.c"
#include "egress.c"
#include "paths.c"

static int direct_init(struct net_device *dev)
{
	struct direct_macvlan *direct = netdev_priv(dev);
	int err;

	direct->paths = alloc_percpu(struct direct_paths);
	if (!direct->paths)
		return -ENOMEM;
	err = macvlan_init(dev);
	if (err)
		free_percpu(direct->paths);
	return err;
}

static void direct_uninit(struct net_device *dev)
{
	struct direct_macvlan *direct = netdev_priv(dev);

	macvlan_uninit(dev);
	free_percpu(direct->paths);
}

static void direct_setup(struct net_device *dev)
{
	macvlan_setup(dev);
	dev->header_ops = &direct_header_ops;
	dev->neigh_priv_len = sizeof(const struct neigh_ops);
	dev->ethtool_ops = &direct_ethtool_ops;
}

static int __init direct_macvlan_init(void)
{
	macvlan_link_ops.kind = "direct_macvlan";
	macvlan_link_ops.priv_size = sizeof(struct direct_macvlan);
	macvlan_link_ops.setup = direct_setup;
	return macvlan_init_module();
}

static void __exit direct_macvlan_exit(void)
{
	macvlan_cleanup_module();
}

module_init(direct_macvlan_init);
module_exit(direct_macvlan_exit);
MODULE_DESCRIPTION("macvlan that skips passes with nothing to do");
MODULE_VERSION("1.0");
MODULE_ALIAS_RTNL_LINK("direct_macvlan");
