// SPDX-License-Identifier: GPL-2.0-or-later
/* What link kinds made from macvlan.c have in common: they say why they refuse,
 * and a device holds the module. A module includes this file, sets up
 * macvlan_link_ops, and calls macvlan_init_module().
 */
#include <linux/ethtool.h>
#include <linux/if_arp.h>

#include "compat.h"

/* macvlan_link_register() registers by this one. */
static int kind_register(struct rtnl_link_ops *ops);
#define rtnl_link_register	kind_register
#include "beside_macvlan.c"
#undef rtnl_link_register

#include "refusals.c"

static void kind_get_drvinfo(struct net_device *dev, struct ethtool_drvinfo *info)
{
	macvlan_ethtool_get_drvinfo(dev, info);
	strscpy(info->driver, dev->rtnl_link_ops->kind, sizeof(info->driver));
}

static int kind_validate(struct nlattr *tb[], struct nlattr *data[],
			 struct netlink_ext_ack *extack)
{
	int err = macvlan_validate(tb, data, extack);

	if (err)
		explain(extack, why_invalid(tb, data));
	return err;
}

/* A device references the module: rmmod is refused while there is one. */
static int kind_newlink(struct net_device *dev, struct rtnl_newlink_params *params,
			struct netlink_ext_ack *extack)
{
	int err;

	if (!try_module_get(THIS_MODULE)) {
		explain(extack, WHY("The module is being removed"));
		return -ENODEV;
	}
	err = compat_call_newlink(macvlan_newlink, dev, params, extack);
	if (err) {
		explain(extack, why_no_link(dev, params));
		module_put(THIS_MODULE);
	}
	return err;
}

COMPAT_NEWLINK(kind_newlink)

/* The device continues to use this code until it is freed. rmmod may begin from
 * here on, but rtnl_link_unregister() waits for RTNL and for all devices that
 * are being removed.
 */
static void kind_dellink(struct net_device *dev, struct list_head *head)
{
	macvlan_dellink(dev, head);
	module_put(THIS_MODULE);
}

static int kind_changelink(struct net_device *dev, struct nlattr *tb[], struct nlattr *data[],
			   struct netlink_ext_ack *extack)
{
	const struct macvlan_dev *vlan = netdev_priv(dev);
	enum macvlan_mode mode = vlan->mode;
	int err = macvlan_changelink(dev, tb, data, extack);

	if (err)
		explain(extack, why_no_change(data, mode));
	return err;
}

static int kind_register(struct rtnl_link_ops *ops)
{
	ops->validate = kind_validate;
	ops->newlink = compat_newlink(kind_newlink);
	ops->dellink = kind_dellink;
	ops->changelink = kind_changelink;
	return rtnl_link_register(ops);
}
