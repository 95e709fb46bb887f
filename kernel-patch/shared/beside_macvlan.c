// SPDX-License-Identifier: GPL-2.0-or-later
/* The kernel's macvlan.c, made fit to be loaded beside the kernel's macvlan: it
 * exports nothing, is not what `type macvlan` loads, and is started by another.
 */
#include <linux/if_macvlan.h>
#include <linux/module.h>
#include <linux/netdevice.h>
#include <net/rtnetlink.h>

/* macvlan treats devices and ports with these flags as its own. */
#undef IFF_MACVLAN
#undef IFF_MACVLAN_PORT
#define IFF_MACVLAN		0
#define IFF_MACVLAN_PORT	0

static const struct net_device_ops macvlan_netdev_ops;
static rx_handler_result_t macvlan_handle_frame(struct sk_buff **pskb);

#define netif_is_macvlan(dev)	((dev)->netdev_ops == &macvlan_netdev_ops)
#define netif_is_macvlan_port(dev) \
	(rcu_access_pointer((dev)->rx_handler) == macvlan_handle_frame)

/* L2 forwarding offload bypasses the receive path. */
#undef NETIF_F_HW_L2FW_DOFFLOAD
#define NETIF_F_HW_L2FW_DOFFLOAD	0

#undef EXPORT_SYMBOL_GPL
#define EXPORT_SYMBOL_GPL(symbol)

#pragma push_macro("MODULE_ALIAS_RTNL_LINK")
#pragma push_macro("MODULE_DESCRIPTION")
#pragma push_macro("module_init")
#pragma push_macro("module_exit")
#undef MODULE_ALIAS_RTNL_LINK
#undef MODULE_DESCRIPTION
#undef module_init
#undef module_exit
#define MODULE_ALIAS_RTNL_LINK(kind)
#define MODULE_DESCRIPTION(text)
#define module_init(function)
#define module_exit(function)

#include "macvlan.c"

#pragma pop_macro("MODULE_ALIAS_RTNL_LINK")
#pragma pop_macro("MODULE_DESCRIPTION")
#pragma pop_macro("module_init")
#pragma pop_macro("module_exit")
