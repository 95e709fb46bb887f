// SPDX-License-Identifier: GPL-2.0-or-later
/* Messages for macvlan's refusals: it only returns an error number. Each
 * function repeats macvlan's checks, in its order, and returns NULL if
 * macvlan had another reason, such as a lack of memory.
 */

/* Keeps an earlier reason: that of the kernel's core may be more specific. */
static void explain(struct netlink_ext_ack *extack, const char *why)
{
	if (extack && !extack->_msg)
		extack->_msg = why;
}

#define WHY(text) (KBUILD_MODNAME ": " text)

static const char *why_address(const struct nlattr *address)
{
	if (nla_len(address) != ETH_ALEN)
		return WHY("Address is not 6 bytes long");
	if (!is_valid_ether_addr(nla_data(address)))
		return WHY("Address is zero or multicast");
	return NULL;
}

static const char *why_sources(struct nlattr *data[])
{
	const struct nlattr *list = data[IFLA_MACVLAN_MACADDR_DATA];
	const char *why = NULL;
	struct nlattr *address;
	int left;

	if (data[IFLA_MACVLAN_MACADDR])
		why = why_address(data[IFLA_MACVLAN_MACADDR]);
	if (why || !list)
		return why;
	nla_for_each_nested(address, list, left) {
		if (nla_type(address) != IFLA_MACVLAN_MACADDR)
			return WHY("The list of source addresses contains another attribute");
		why = why_address(address);
		if (why)
			return why;
	}
	return NULL;
}

static const char *why_invalid(struct nlattr *tb[], struct nlattr *data[])
{
	const char *why = NULL;

	if (tb[IFLA_ADDRESS])
		why = why_address(tb[IFLA_ADDRESS]);
	if (why || !data)
		return why;
	if (data[IFLA_MACVLAN_FLAGS] &&
	    nla_get_u16(data[IFLA_MACVLAN_FLAGS]) & ~(MACVLAN_FLAG_NOPROMISC | MACVLAN_FLAG_NODST))
		return WHY("Unknown flag");
	why = why_sources(data);
	if (why)
		return why;
	if (data[IFLA_MACVLAN_MACADDR_COUNT])
		return WHY("The number of source addresses is read-only");
	return WHY("Unknown mode, or unknown operation on source addresses");
}

/* Of source addresses, for a device of that mode. */
static const char *why_not_sources(struct nlattr *data[], enum macvlan_mode mode)
{
	if (!data || !data[IFLA_MACVLAN_MACADDR_MODE])
		return NULL;
	if (mode != MACVLAN_MODE_SOURCE)
		return WHY("Source addresses need source mode");
	if (!data[IFLA_MACVLAN_MACADDR])
		return WHY("A source address is required");
	return NULL;
}

static const char *why_not_on(struct net_device *lower, struct nlattr *data[])
{
	enum macvlan_mode mode = MACVLAN_MODE_PRIVATE;
	bool ours = netif_is_macvlan_port(lower);

	if (data && data[IFLA_MACVLAN_MODE])
		mode = nla_get_u32(data[IFLA_MACVLAN_MODE]);
	if (lower->type != ARPHRD_ETHER || lower->flags & IFF_LOOPBACK)
		return WHY("Lower device is not Ethernet");
	if (!ours && netdev_is_rx_handler_busy(lower))
		return WHY("Lower device is in use by a macvlan, ipvlan, bridge or bond");
	if (ours && macvlan_passthru(macvlan_port_get_rtnl(lower)))
		return WHY("Lower device is in use in passthru mode");
	if (ours && mode == MACVLAN_MODE_PASSTHRU)
		return WHY("Passthru mode needs exclusive use of the lower device");
	return why_not_sources(data, mode);
}

static const char *why_no_link(const struct net_device *dev, struct rtnl_newlink_params *params)
{
	struct nlattr **tb = params->tb;
	struct net_device *lower;

	if (!tb[IFLA_LINK])
		return WHY("A lower device is required");
	lower = __dev_get_by_index(rtnl_newlink_link_net(params), nla_get_u32(tb[IFLA_LINK]));
	if (!lower)
		return WHY("Lower device does not exist");
	if (netif_is_macvlan(lower))
		lower = macvlan_dev_real_dev(lower);
	if (tb[IFLA_MTU] && dev->mtu > lower->mtu)
		return WHY("MTU is larger than the lower device's");
	return why_not_on(lower, params->data);
}

/* @before: the device's mode. */
static const char *why_no_change(struct nlattr *data[], enum macvlan_mode before)
{
	enum macvlan_mode mode = before;
	bool was_passthru, passthru;

	if (data && data[IFLA_MACVLAN_MODE])
		mode = nla_get_u32(data[IFLA_MACVLAN_MODE]);
	was_passthru = before == MACVLAN_MODE_PASSTHRU;
	passthru = mode == MACVLAN_MODE_PASSTHRU;
	if (passthru != was_passthru)
		return WHY("Passthru mode cannot be changed");
	return why_not_sources(data, mode);
}
