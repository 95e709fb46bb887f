// SPDX-License-Identifier: GPL-2.0-or-later
/* ethtool -S: how many frames went which way. */

static const char direct_counters[][ETH_GSTRING_LEN] = {
	"rx_direct", "rx_ordinary", "tx_direct", "tx_lower", "tx_ordinary",
};

static int direct_get_sset_count(struct net_device *dev, int set)
{
	return set == ETH_SS_STATS ? ARRAY_SIZE(direct_counters) : -EOPNOTSUPP;
}

static void direct_get_strings(struct net_device *dev, u32 set, u8 *data)
{
	if (set == ETH_SS_STATS)
		memcpy(data, direct_counters, sizeof(direct_counters));
}

static void direct_get_ethtool_stats(struct net_device *dev, struct ethtool_stats *stats,
				     u64 *data)
{
	const struct direct_macvlan *direct = netdev_priv(dev);
	int cpu;

	memset(data, 0, ARRAY_SIZE(direct_counters) * sizeof(*data));
	for_each_possible_cpu(cpu) {
		const struct direct_paths *paths = per_cpu_ptr(direct->paths, cpu);

		data[0] += READ_ONCE(paths->rx_direct);
		data[1] += READ_ONCE(paths->rx_ordinary);
		data[2] += READ_ONCE(paths->tx_direct);
		data[3] += READ_ONCE(paths->tx_lower);
		data[4] += READ_ONCE(paths->tx_ordinary);
	}
}

static const struct ethtool_ops direct_ethtool_ops = {
	.get_link		= ethtool_op_get_link,
	.get_link_ksettings	= macvlan_ethtool_get_link_ksettings,
	.get_drvinfo		= kind_get_drvinfo,
	.get_ts_info		= macvlan_ethtool_get_ts_info,
	.get_sset_count		= direct_get_sset_count,
	.get_strings		= direct_get_strings,
	.get_ethtool_stats	= direct_get_ethtool_stats,
};
