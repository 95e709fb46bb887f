// SPDX-License-Identifier: GPL-2.0-only
/* The link kind: making ports through rtnetlink, and the module. */
#include <linux/module.h>
#include <linux/stringify.h>
#include <net/rtnetlink.h>

#include "softnic.h"

static int softnic_validate(struct nlattr *tb[], struct nlattr *data[],
			    struct netlink_ext_ack *extack)
{
	if (!tb[IFLA_ADDRESS])
		return 0;
	if (nla_len(tb[IFLA_ADDRESS]) != ETH_ALEN) {
		NL_SET_ERR_MSG_MOD(extack, "An address must have 6 bytes");
		return -EINVAL;
	}
	if (!is_valid_ether_addr(nla_data(tb[IFLA_ADDRESS]))) {
		NL_SET_ERR_MSG_MOD(extack, "A port's address must be neither 0 nor multicast");
		return -EADDRNOTAVAIL;
	}
	return 0;
}

/* The port at the other end of the cable, NULL for none yet, or an ERR_PTR. */
static struct softnic_port *softnic_other_end(struct net *net, struct nlattr *link,
					      struct netlink_ext_ack *extack)
{
	struct softnic_port *port;
	struct net_device *dev;

	if (!link)
		return NULL;
	dev = __dev_get_by_index(net, nla_get_u32(link));
	if (!dev) {
		NL_SET_ERR_MSG_MOD(extack, "No such link for the other end of the cable");
		return ERR_PTR(-ENODEV);
	}
	if (!softnic_is_port(dev)) {
		NL_SET_ERR_MSG_MOD(extack, "The other end of the cable is not a softnic port");
		return ERR_PTR(-EINVAL);
	}
	port = netdev_priv(dev);
	if (rtnl_dereference(port->peer)) {
		NL_SET_ERR_MSG_MOD(extack, "The other port has a cable already");
		return ERR_PTR(-EBUSY);
	}
	return port;
}

static int softnic_newlink(struct net_device *dev, struct rtnl_newlink_params *params,
			   struct netlink_ext_ack *extack)
{
	struct net *net = rtnl_newlink_link_net(params);
	struct nlattr **tb = params->tb;
	struct softnic_port *other;
	int err;

	other = softnic_other_end(net, tb[IFLA_LINK], extack);
	if (IS_ERR(other))
		return PTR_ERR(other);
	if (softnic_ports() >= SOFTNIC_MAX_PORTS) {
		NL_SET_ERR_MSG_MOD(extack, "A machine has at most " __stringify(SOFTNIC_MAX_PORTS)
				   " softnic ports");
		return -ENOSPC;
	}
	if (dev->num_rx_queues != dev->num_tx_queues) {
		NL_SET_ERR_MSG_MOD(extack, "A port must have as many receive as transmit queues");
		return -EINVAL;
	}
	if (dev->num_rx_queues > SOFTNIC_MAX_QUEUES) {
		NL_SET_ERR_MSG_MOD(extack, "A port has at most " __stringify(SOFTNIC_MAX_QUEUES)
				   " queues");
		return -EINVAL;
	}
	softnic_with_queues(dev);
	if (!tb[IFLA_ADDRESS])
		eth_hw_addr_random(dev);
	err = register_netdevice(dev);
	if (err)
		return err;
	/* Removed with the device's folder. */
	err = sysfs_create_group(&dev->dev.kobj, &softnic_source_group);
	if (err) {
		NL_SET_ERR_MSG_MOD(extack, "The source's files could not be created");
		unregister_netdevice(dev);
		return err;
	}
	if (other)
		softnic_wire(netdev_priv(dev), other);
	return 0;
}

COMPAT_NEWLINK(softnic_newlink)

static struct net *softnic_link_net(const struct net_device *dev)
{
	struct softnic_port *port = netdev_priv(dev);
	struct softnic_port *peer = rtnl_dereference(port->peer);

	return peer ? dev_net(peer->dev) : dev_net(dev);
}

static struct rtnl_link_ops softnic_link_ops = {
	.kind		= SOFTNIC_NAME,
	.priv_size	= sizeof(struct softnic_port),
	.setup		= softnic_setup,
	.validate	= softnic_validate,
	.newlink	= compat_newlink(softnic_newlink),
	.get_link_net	= softnic_link_net,
};

static int __init softnic_module_init(void)
{
	softnic_arrivals_init();
	return rtnl_link_register(&softnic_link_ops);
}

static void __exit softnic_module_exit(void)
{
	rtnl_link_unregister(&softnic_link_ops);
}

module_init(softnic_module_init);
module_exit(softnic_module_exit);
MODULE_DESCRIPTION("Software NIC: ports with rings, interrupts and a wire");
MODULE_VERSION(SOFTNIC_VERSION);
MODULE_LICENSE("GPL");
MODULE_ALIAS_RTNL_LINK(SOFTNIC_NAME);
