// SPDX-License-Identifier: GPL-2.0-only
/* A port as a network device: up and down, its cable, its counters. */
#include <linux/net_tstamp.h>
#include <linux/rtnetlink.h>
#include <linux/uaccess.h>

#include "softnic.h"

static int ports;	/* on this machine; RTNL */

int softnic_ports(void)
{
	return ports;
}

static int softnic_init(struct net_device *dev)
{
	struct softnic_port *port = netdev_priv(dev);

	port->dev = dev;
	port->rx_size = SOFTNIC_RING_DEFAULT;
	port->tx_size = SOFTNIC_RING_DEFAULT;
	softnic_rx_init(port);
	softnic_tx_init(port);
	softnic_run_init(port);
	netif_carrier_off(dev);
	ports++;
	return 0;
}

/* Joins two ports that have no cable. */
void softnic_wire(struct softnic_port *a, struct softnic_port *b)
{
	rcu_assign_pointer(a->peer, b);
	rcu_assign_pointer(b->peer, a);
}

/* The port is down, so nothing is on the wire, either way. Who still has the
 * pointer is waited for before the device is freed.
 */
static void softnic_uninit(struct net_device *dev)
{
	struct softnic_port *port = netdev_priv(dev);
	struct softnic_port *peer = rtnl_dereference(port->peer);

	if (peer) {
		RCU_INIT_POINTER(peer->peer, NULL);
		RCU_INIT_POINTER(port->peer, NULL);
	}
	ports--;
}

static void softnic_destroy(struct net_device *dev)
{
	struct softnic_port *port = netdev_priv(dev);

	softnic_run_free(port);
	kvfree(port->rx.latency);
}

static int softnic_open(struct net_device *dev)
{
	struct softnic_port *port = netdev_priv(dev);
	struct softnic_port *peer = rtnl_dereference(port->peer);
	int err;

	err = softnic_set_xps(port);
	if (err)
		return err;
	err = softnic_rx_up(port);
	if (err)
		return err;
	err = softnic_tx_up(port, peer);
	if (err) {
		softnic_rx_down(port, peer);
		return err;
	}
	netif_tx_start_all_queues(dev);
	if (peer && netif_running(peer->dev)) {
		netif_carrier_on(dev);
		netif_carrier_on(peer->dev);
	}
	return 0;
}

static int softnic_stop(struct net_device *dev)
{
	struct softnic_port *port = netdev_priv(dev);
	struct softnic_port *peer = rtnl_dereference(port->peer);

	netif_carrier_off(dev);
	if (peer)
		netif_carrier_off(peer->dev);
	softnic_tx_down(port, peer);
	softnic_rx_down(port, peer);
	return 0;
}

static void softnic_get_stats64(struct net_device *dev, struct rtnl_link_stats64 *stats)
{
	struct softnic_port *port = netdev_priv(dev);
	struct softnic_rx *rx = &port->rx;
	struct softnic_tx *tx = &port->tx;
	struct softnic_port *peer;
	unsigned long flags;
	u32 i;

	rcu_read_lock();
	peer = rcu_dereference(port->peer);
	if (peer) {
		softnic_look_at_sink(port, peer);
		softnic_look_at_sink(peer, port);
		spin_lock_irqsave(&peer->rx.lock, flags);
	}
	stats->tx_packets = tx->packets;
	stats->tx_bytes = tx->bytes;
	if (peer)
		spin_unlock_irqrestore(&peer->rx.lock, flags);
	rcu_read_unlock();
	stats->tx_dropped = atomic64_read(&tx->dropped);

	spin_lock_irqsave(&rx->lock, flags);
	stats->rx_packets = rx->discarded;
	stats->rx_bytes = rx->discarded_bytes;
	for (i = 0; i < dev->num_rx_queues; i++) {
		stats->rx_packets += rx->queue[i].packets;
		stats->rx_bytes += rx->queue[i].bytes;
		stats->rx_missed_errors += rx->queue[i].missed;
		stats->rx_dropped += rx->queue[i].no_buffer;
	}
	stats->rx_length_errors = rx->length_errors;
	stats->rx_errors = rx->length_errors;
	spin_unlock_irqrestore(&rx->lock, flags);
}

static int softnic_get_iflink(const struct net_device *dev)
{
	struct softnic_port *port = netdev_priv(dev);
	struct softnic_port *peer;
	int iflink;

	rcu_read_lock();
	peer = rcu_dereference(port->peer);
	iflink = peer ? peer->dev->ifindex : 0;
	rcu_read_unlock();
	return iflink;
}

static int softnic_set_stamp(struct softnic_rx *rx, struct ifreq *ifr)
{
	struct hwtstamp_config config;

	if (copy_from_user(&config, ifr->ifr_data, sizeof(config)))
		return -EFAULT;
	if (config.tx_type != HWTSTAMP_TX_OFF)
		return -ERANGE;
	WRITE_ONCE(rx->stamp, config.rx_filter != HWTSTAMP_FILTER_NONE);
	return 0;
}

static int softnic_ioctl(struct net_device *dev, struct ifreq *ifr, int cmd)
{
	struct softnic_port *port = netdev_priv(dev);
	struct hwtstamp_config config = {};
	int err = 0;

	if (cmd == SIOCSHWTSTAMP)
		err = softnic_set_stamp(&port->rx, ifr);
	else if (cmd != SIOCGHWTSTAMP)
		return -EOPNOTSUPP;
	if (err)
		return err;
	config.tx_type = HWTSTAMP_TX_OFF;
	config.rx_filter = port->rx.stamp ? HWTSTAMP_FILTER_ALL : HWTSTAMP_FILTER_NONE;
	return copy_to_user(ifr->ifr_data, &config, sizeof(config)) ? -EFAULT : 0;
}

#define SOFTNIC_OPS(_xmit) {					\
	.ndo_init		= softnic_init,			\
	.ndo_uninit		= softnic_uninit,		\
	.ndo_open		= softnic_open,			\
	.ndo_stop		= softnic_stop,			\
	.ndo_start_xmit		= (_xmit),			\
	.ndo_get_stats64	= softnic_get_stats64,		\
	.ndo_get_iflink		= softnic_get_iflink,		\
	.ndo_eth_ioctl		= softnic_ioctl,		\
	.ndo_set_mac_address	= eth_mac_addr,			\
	.ndo_validate_addr	= eth_validate_addr,		\
}

static const struct net_device_ops softnic_netdev_ops = SOFTNIC_OPS(softnic_xmit);
static const struct net_device_ops softnic_spread_netdev_ops = SOFTNIC_OPS(softnic_xmit_spread);

bool softnic_is_port(const struct net_device *dev)
{
	return dev->netdev_ops == &softnic_netdev_ops ||
	       dev->netdev_ops == &softnic_spread_netdev_ops;
}

/* Before it is registered: now it is known how many queues it is to have. */
void softnic_with_queues(struct net_device *dev)
{
	if (softnic_spreads(dev))
		dev->netdev_ops = &softnic_spread_netdev_ops;
}

/* A port accepts frames for any address, so there is no list to program. */
void softnic_setup(struct net_device *dev)
{
	ether_setup(dev);
	dev->netdev_ops = &softnic_netdev_ops;
	dev->ethtool_ops = &softnic_ethtool_ops;
	dev->priv_flags |= IFF_LIVE_ADDR_CHANGE | IFF_UNICAST_FLT;
	dev->max_mtu = SOFTNIC_FRAME_MAX - VLAN_ETH_HLEN;
	dev->sysfs_groups[0] = &softnic_group;
	dev->needs_free_netdev = true;
	dev->priv_destructor = softnic_destroy;
}
