/* SPDX-License-Identifier: GPL-2.0-only */
/* Kernels from 5.15 to 6.19 in the words of the latest. All that depends on the
 * kernel's version is here.
 */
#ifndef COMPAT_H
#define COMPAT_H

#include <linux/ethtool.h>
#include <linux/hrtimer.h>
#include <linux/netdevice.h>
#include <linux/sysfs.h>
#include <linux/version.h>
#include <net/rtnetlink.h>

#define KERNEL_BEFORE(major, minor) (KERNEL_VERSION(major, minor, 0) > LINUX_VERSION_CODE)

/* A link kind's newlink() is defined with today's arguments, followed by
 * COMPAT_NEWLINK(it), and named as compat_newlink(it) in struct rtnl_link_ops.
 * compat_call_newlink() calls one that is the kernel's own.
 */
#if KERNEL_BEFORE(6, 15)
struct rtnl_newlink_params {
	struct net *src_net;
	struct nlattr **tb;
	struct nlattr **data;
};

static inline struct net *rtnl_newlink_link_net(struct rtnl_newlink_params *params)
{
	return params->src_net;
}

#define compat_newlink(newlink) newlink##_compat
#define COMPAT_NEWLINK(newlink)									\
static int newlink##_compat(struct net *src_net, struct net_device *dev, struct nlattr *tb[],	\
			    struct nlattr *data[], struct netlink_ext_ack *extack)		\
{												\
	struct rtnl_newlink_params params = { src_net, tb, data };				\
												\
	return newlink(dev, &params, extack);							\
}

static inline int compat_call_newlink(int (*newlink)(struct net *, struct net_device *,
						     struct nlattr *[], struct nlattr *[],
						     struct netlink_ext_ack *),
				      struct net_device *dev, struct rtnl_newlink_params *params,
				      struct netlink_ext_ack *extack)
{
	return newlink(params->src_net, dev, params->tb, params->data, extack);
}
#else
#define COMPAT_NEWLINK(newlink)
#define compat_newlink(newlink) newlink
#define compat_call_newlink(newlink, dev, params, extack) newlink(dev, params, extack)
#endif

#if KERNEL_BEFORE(6, 1)
#define netif_napi_add(dev, napi, poll) netif_napi_add(dev, napi, poll, NAPI_POLL_WEIGHT)
#endif

/* Some of these lines had hrtimer_setup() later on. */
#if KERNEL_BEFORE(6, 15)
#define hrtimer_setup compat_hrtimer_setup
static inline void compat_hrtimer_setup(struct hrtimer *timer,
					enum hrtimer_restart (*function)(struct hrtimer *),
					clockid_t clock, enum hrtimer_mode mode)
{
	hrtimer_init(timer, clock, mode);
	timer->function = function;
}
#endif

#if KERNEL_BEFORE(6, 11)
#define kernel_ethtool_ts_info ethtool_ts_info
#endif

/* The same for ethtool's get_ringparam() and set_ringparam(). */
#if KERNEL_BEFORE(5, 17)
struct kernel_ethtool_ringparam;

#define compat_ringparam(function) function##_compat
#define COMPAT_GET_RINGPARAM(get)							\
static void get##_compat(struct net_device *dev, struct ethtool_ringparam *ring)	\
{											\
	get(dev, ring, NULL, NULL);							\
}

#define COMPAT_SET_RINGPARAM(set)							\
static int set##_compat(struct net_device *dev, struct ethtool_ringparam *ring)		\
{											\
	return set(dev, ring, NULL, NULL);						\
}
#else
#define COMPAT_GET_RINGPARAM(get)
#define COMPAT_SET_RINGPARAM(set)
#define compat_ringparam(function) function
#endif

/* const from 6.16 on. */
#define COMPAT_BIN_ATTRIBUTE typeof(**((struct attribute_group *)NULL)->bin_attrs)

/* When a frame's first bit came in, by the NIC's clock; 0 for a frame without a stamp. */
static inline ktime_t compat_hwtstamp(const struct sk_buff *skb)
{
	struct skb_shared_hwtstamps *stamps = &skb_shinfo(skb)->hwtstamps;

#if !KERNEL_BEFORE(6, 0)
	if (skb_shinfo(skb)->tx_flags & SKBTX_HW_TSTAMP_NETDEV)
		return netdev_get_tstamp(skb->dev, stamps, false);
#endif
	return stamps->hwtstamp;
}

#if KERNEL_BEFORE(5, 17)
struct compat_tracker {};

#define netdevice_tracker struct compat_tracker
#endif

#if KERNEL_BEFORE(6, 0)
static inline void netdev_hold(struct net_device *dev, void *tracker, gfp_t gfp)
{
	dev_hold(dev);
}

static inline void netdev_put(struct net_device *dev, void *tracker)
{
	dev_put(dev);
}
#endif

#endif
