// SPDX-License-Identifier: GPL-2.0-only
/* ethtool: who the driver is, rings, speed, counters, time stamps. */
#include <linux/ethtool.h>
#include <linux/net_tstamp.h>

#include "softnic.h"

static void softnic_get_drvinfo(struct net_device *dev, struct ethtool_drvinfo *info)
{
	strscpy(info->driver, SOFTNIC_NAME, sizeof(info->driver));
	strscpy(info->version, SOFTNIC_VERSION, sizeof(info->version));
}

static void softnic_get_ringparam(struct net_device *dev, struct ethtool_ringparam *ring,
				  struct kernel_ethtool_ringparam *kernel_ring,
				  struct netlink_ext_ack *extack)
{
	struct softnic_port *port = netdev_priv(dev);

	ring->rx_max_pending = SOFTNIC_RING_MAX;
	ring->tx_max_pending = SOFTNIC_RING_MAX;
	ring->rx_pending = port->rx_size;
	ring->tx_pending = port->tx_size;
}

COMPAT_GET_RINGPARAM(softnic_get_ringparam)

static int softnic_set_ringparam(struct net_device *dev, struct ethtool_ringparam *ring,
				 struct kernel_ethtool_ringparam *kernel_ring,
				 struct netlink_ext_ack *extack)
{
	struct softnic_port *port = netdev_priv(dev);

	/* ethtool's core has checked the maximum. */
	if (ring->rx_pending < SOFTNIC_RING_MIN || ring->tx_pending < SOFTNIC_RING_MIN) {
		NL_SET_ERR_MSG_MOD(extack, "A ring must have at least 16 descriptors");
		return -EINVAL;
	}
	if (netif_running(dev)) {
		NL_SET_ERR_MSG_MOD(extack, "Rings can only be changed while the port is down");
		return -EBUSY;
	}
	port->rx_size = ring->rx_pending;
	port->tx_size = ring->tx_pending;
	return 0;
}

COMPAT_SET_RINGPARAM(softnic_set_ringparam)

static int softnic_get_link_ksettings(struct net_device *dev, struct ethtool_link_ksettings *cmd)
{
	struct softnic_port *port = netdev_priv(dev);

	cmd->base.speed = port->tx.speed;
	cmd->base.duplex = DUPLEX_FULL;
	cmd->base.port = PORT_OTHER;
	cmd->base.autoneg = AUTONEG_DISABLE;
	return 0;
}

static int softnic_set_link_ksettings(struct net_device *dev,
				      const struct ethtool_link_ksettings *cmd)
{
	struct softnic_port *port = netdev_priv(dev);
	u32 speed = cmd->base.speed;

	if (cmd->base.autoneg != AUTONEG_DISABLE || cmd->base.duplex != DUPLEX_FULL)
		return -EINVAL;
	if (speed < SOFTNIC_SPEED_MIN || speed > SOFTNIC_SPEED_MAX)
		return -EINVAL;
	WRITE_ONCE(port->tx.speed, speed);
	return 0;
}

/* Of every queue; the last three of a port of several. */
static const char * const softnic_queue_counters[] = {
	"rx_queue_%u_packets", "rx_queue_%u_bytes",
	"tx_queue_%u_packets", "tx_queue_%u_bytes",
	"rx_queue_%u_missed", "rx_queue_%u_interrupts", "rx_queue_%u_polls",
};

static u32 softnic_counters_of_a_queue(const struct net_device *dev)
{
	return softnic_spreads(dev) ? ARRAY_SIZE(softnic_queue_counters) : 4;
}

static const char softnic_counters[][ETH_GSTRING_LEN] = {
	"rx_discarded", "rx_missed", "rx_length_errors", "rx_no_buffer",
	"interrupts", "polls", "tx_stopped",
};

static int softnic_get_sset_count(struct net_device *dev, int set)
{
	if (set != ETH_SS_STATS)
		return -EOPNOTSUPP;
	return dev->num_rx_queues * softnic_counters_of_a_queue(dev) +
	       ARRAY_SIZE(softnic_counters);
}

static void softnic_get_strings(struct net_device *dev, u32 set, u8 *data)
{
	u32 queue, i;

	if (set != ETH_SS_STATS)
		return;
	for (queue = 0; queue < dev->num_rx_queues; queue++) {
		for (i = 0; i < softnic_counters_of_a_queue(dev); i++) {
			snprintf(data, ETH_GSTRING_LEN, softnic_queue_counters[i], queue);
			data += ETH_GSTRING_LEN;
		}
	}
	memcpy(data, softnic_counters, sizeof(softnic_counters));
}

/* With one queue, its frames are the port's. */
static u64 *softnic_get_queue_stats(struct softnic_port *port, u32 index,
				    const struct rtnl_link_stats64 *link, u64 *data)
{
	const struct softnic_queue *queue = &port->rx.queue[index];
	const bool spread = softnic_spreads(port->dev);

	*data++ = queue->packets;
	*data++ = queue->bytes;
	*data++ = spread ? READ_ONCE(port->tx.queue[index].packets) : link->tx_packets;
	*data++ = spread ? READ_ONCE(port->tx.queue[index].bytes) : link->tx_bytes;
	if (!spread)
		return data;
	*data++ = queue->missed;
	*data++ = queue->interrupts;
	*data++ = queue->polls;
	return data;
}

static void softnic_get_ethtool_stats(struct net_device *dev, struct ethtool_stats *stats,
				      u64 *data)
{
	struct softnic_port *port = netdev_priv(dev);
	struct softnic_rx *rx = &port->rx;
	struct rtnl_link_stats64 link = {};
	u64 interrupts = 0, polls = 0;
	u32 i;

	dev->netdev_ops->ndo_get_stats64(dev, &link);
	spin_lock_irq(&rx->lock);
	for (i = 0; i < dev->num_rx_queues; i++) {
		data = softnic_get_queue_stats(port, i, &link, data);
		interrupts += rx->queue[i].interrupts;
		polls += rx->queue[i].polls;
	}
	*data++ = rx->discarded;
	*data++ = link.rx_missed_errors;
	*data++ = rx->length_errors;
	*data++ = link.rx_dropped;
	*data++ = interrupts;
	*data++ = polls;
	spin_unlock_irq(&rx->lock);
	*data = READ_ONCE(port->tx.stops);
}

static int softnic_get_ts_info(struct net_device *dev, struct kernel_ethtool_ts_info *info)
{
	info->so_timestamping = SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_RX_SOFTWARE |
				SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_RX_HARDWARE |
				SOF_TIMESTAMPING_RAW_HARDWARE;
	info->phc_index = -1;	/* its clock is CLOCK_MONOTONIC */
	info->tx_types = BIT(HWTSTAMP_TX_OFF);
	info->rx_filters = BIT(HWTSTAMP_FILTER_NONE) | BIT(HWTSTAMP_FILTER_ALL);
	return 0;
}

const struct ethtool_ops softnic_ethtool_ops = {
	.get_drvinfo		= softnic_get_drvinfo,
	.get_link		= ethtool_op_get_link,
	.get_channels		= softnic_get_channels,
	.set_channels		= softnic_set_channels,
	.get_ringparam		= compat_ringparam(softnic_get_ringparam),
	.set_ringparam		= compat_ringparam(softnic_set_ringparam),
	.get_link_ksettings	= softnic_get_link_ksettings,
	.set_link_ksettings	= softnic_set_link_ksettings,
	.get_sset_count		= softnic_get_sset_count,
	.get_strings		= softnic_get_strings,
	.get_ethtool_stats	= softnic_get_ethtool_stats,
	.get_ts_info		= softnic_get_ts_info,
};
