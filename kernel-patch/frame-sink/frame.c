// SPDX-License-Identifier: GPL-2.0-only
/* Parses a frame: addresses, ports, and pktgen's header. */
#include <linux/if_ether.h>
#include <linux/if_vlan.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/skbuff.h>
#include <linux/udp.h>
#include <net/ip.h>
#include <net/ipv6.h>

#include "frame_sink.h"

#define PKTGEN_MAGIC	0xbe9be955

/* struct pktgen_hdr of net/core/pktgen.c */
struct test_header {
	__be32 magic;
	__be32 sequence;
	__be32 seconds;
	__be32 microseconds;
};

/* Both lie behind the IP header, at any alignment. */
struct test_payload {
	struct udphdr udp;
	struct test_header test;
} __packed;

static bool read_ipv4(const struct sk_buff *skb, int *at, enum sink_flows flows,
		      struct sink_key *key)
{
	struct iphdr buffer;
	const struct iphdr *ip = skb_header_pointer(skb, *at, sizeof(buffer), &buffer);

	if (!ip || ip->version != 4 || ip->ihl < 5 || ip->protocol != IPPROTO_UDP ||
	    ip_is_fragment(ip))
		return false;
	*at += ip->ihl * 4;
	key->family = AF_INET;
	ipv6_addr_set_v4mapped(ip->saddr, &key->source);
	if (flows == SINK_BY_SOURCE)
		key->destination = in6addr_any;
	else
		ipv6_addr_set_v4mapped(ip->daddr, &key->destination);
	return true;
}

static bool read_ipv6(const struct sk_buff *skb, int *at, enum sink_flows flows,
		      struct sink_key *key)
{
	struct ipv6hdr buffer;
	const struct ipv6hdr *ip = skb_header_pointer(skb, *at, sizeof(buffer), &buffer);

	if (!ip || ip->version != 6 || ip->nexthdr != IPPROTO_UDP)
		return false;
	*at += sizeof(*ip);
	key->family = AF_INET6;
	key->source = ip->saddr;
	key->destination = flows == SINK_BY_SOURCE ? in6addr_any : ip->daddr;
	return true;
}

/* Reads a frame as an rx handler gets it: the outer VLAN tag, if any, is in the
 * skb or still in the frame. False for what pktgen did not make.
 */
static __always_inline bool sink_frame_read(const struct sk_buff *skb, enum sink_flows flows,
					    struct sink_frame *frame)
{
	const struct test_payload *payload;
	__be16 protocol = skb->protocol;
	struct test_payload buffer;
	int at = 0;

	while (eth_type_vlan(protocol)) {
		struct vlan_hdr room;
		const struct vlan_hdr *tag = skb_header_pointer(skb, at, VLAN_HLEN, &room);

		if (!tag)
			return false;
		protocol = tag->h_vlan_encapsulated_proto;
		at += VLAN_HLEN;
	}
	if (protocol == htons(ETH_P_IP)) {
		if (!read_ipv4(skb, &at, flows, &frame->key))
			return false;
	} else if (protocol == htons(ETH_P_IPV6)) {
		if (!read_ipv6(skb, &at, flows, &frame->key))
			return false;
	} else {
		return false;
	}
	payload = skb_header_pointer(skb, at, sizeof(buffer), &buffer);
	if (!payload || payload->test.magic != htonl(PKTGEN_MAGIC))
		return false;
	frame->key.source_port = flows == SINK_BY_TUPLE ? payload->udp.source : 0;
	frame->key.destination_port = flows == SINK_BY_TUPLE ? payload->udp.dest : 0;
	frame->sequence = ntohl(payload->test.sequence);
	frame->stamp = (u64)ntohl(payload->test.seconds) * NSEC_PER_SEC +
		       (u64)ntohl(payload->test.microseconds) * NSEC_PER_USEC;
	frame->len = skb->len + skb->mac_len + (skb_vlan_tag_present(skb) ? VLAN_HLEN : 0);
	return true;
}
