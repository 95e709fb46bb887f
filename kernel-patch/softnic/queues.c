// SPDX-License-Identifier: GPL-2.0-only
/* Ports of several queues. How many a port may have is said when it is made
 * (`ip link add ... numrxqueues 2 numtxqueues 2`), how many are in use with
 * `ethtool -L DEV combined N`, and on which CPUs in /sys/class/net/DEV/softnic/cpu.
 *
 * Frames are spread over receive queues by flow, as RSS does it: a hash of
 * addresses and ports picks a slot of a table, the slot a queue. A transmit queue
 * is for the CPU of the receive queue of that number (XPS).
 */
#include <linux/ethtool.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/jhash.h>
#include <linux/rtnetlink.h>

#include "softnic.h"

#define SLOT_WORDS	9	/* two IPv6 addresses, two ports */
#define MOST_TAGS	2

static bool has_ports(u8 protocol)
{
	return protocol == IPPROTO_UDP || protocol == IPPROTO_TCP || protocol == IPPROTO_SCTP;
}

/* The slot of a flow: jhash2() of source and destination address, and of the ports
 * of UDP, TCP and SCTP but in fragments; 0 for all that is not IP.
 */
u8 softnic_slot(const u8 *frame, u32 len)
{
	u32 words[SLOT_WORDS] = {};
	u32 addresses, bytes, header;
	const u8 *ip = frame + ETH_HLEN;
	const u8 *end = frame + len;
	u8 protocol;
	u16 type;
	int tags;

	type = frame[12] << 8 | frame[13];
	for (tags = 0; tags < MOST_TAGS && (type == ETH_P_8021Q || type == ETH_P_8021AD); tags++) {
		if (ip + VLAN_HLEN > end)
			return 0;
		type = ip[2] << 8 | ip[3];
		ip += VLAN_HLEN;
	}
	if (type == ETH_P_IP && ip + sizeof(struct iphdr) <= end) {
		header = (ip[0] & 0xf) * 4;
		/* A fragment but the first has no ports: none of them counts. */
		protocol = (ip[6] & 0x3f) | ip[7] ? 0 : ip[9];
		addresses = offsetof(struct iphdr, saddr);
		bytes = 2 * sizeof(struct in_addr);
	} else if (type == ETH_P_IPV6 && ip + sizeof(struct ipv6hdr) <= end) {
		header = sizeof(struct ipv6hdr);
		protocol = ip[6];
		addresses = offsetof(struct ipv6hdr, saddr);
		bytes = 2 * sizeof(struct in6_addr);
	} else {
		return 0;
	}
	memcpy(words, ip + addresses, bytes);
	if (has_ports(protocol) && ip + header + sizeof(u32) <= end)
		memcpy((u8 *)words + bytes, ip + header, sizeof(u32));
	return jhash2(words, bytes / sizeof(u32) + 1, 0) % SOFTNIC_SLOTS;
}

/* From now on so many, while the port is down. */
void softnic_use_queues(struct softnic_port *port, u32 queues)
{
	struct softnic_rx *rx = &port->rx;
	u32 i;

	rx->queues = queues;
	for (i = 0; i < SOFTNIC_SLOTS; i++)
		rx->slots[i] = ethtool_rxfh_indir_default(i, queues);
	port->xps_set = false;
}

/* Each transmit queue is for its CPU. Once, so that what a user sets later stays. */
int softnic_set_xps(struct softnic_port *port)
{
	u32 i;
	int err;

	if (!softnic_spreads(port->dev) || port->xps_set)
		return 0;
	for (i = 0; i < port->rx.queues; i++) {
		err = netif_set_xps_queue(port->dev, cpumask_of(port->rx.queue[i].cpu), i);
		if (err)
			return err;
	}
	port->xps_set = true;
	return 0;
}

void softnic_get_channels(struct net_device *dev, struct ethtool_channels *channels)
{
	struct softnic_port *port = netdev_priv(dev);

	channels->max_combined = dev->num_rx_queues;
	channels->combined_count = port->rx.queues;
}

int softnic_set_channels(struct net_device *dev, struct ethtool_channels *channels)
{
	struct softnic_port *port = netdev_priv(dev);
	u32 before = port->rx.queues;
	int err;

	/* ethtool's core has checked the maximum. */
	if (!channels->combined_count)
		return -EINVAL;
	if (netif_running(dev))
		return -EBUSY;	/* as with rings */
	err = netif_set_real_num_tx_queues(dev, channels->combined_count);
	if (err)
		return err;
	err = netif_set_real_num_rx_queues(dev, channels->combined_count);
	if (err) {
		netif_set_real_num_tx_queues(dev, before);
		return err;
	}
	softnic_use_queues(port, channels->combined_count);
	return 0;
}
