// SPDX-License-Identifier: GPL-2.0-only
/* Ports: devices whose test frames are taken. */
#include <linux/if_arp.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>

#include "frame_sink.h"

/* Under rcu_read_lock(), in a softirq. */
static rx_handler_result_t sink_handle_frame(struct sk_buff **pskb)
{
	struct sk_buff *skb = *pskb;
	struct sink_port *port = rcu_dereference(skb->dev->rx_handler_data);
	const struct sink_net *sink = port->sink;
	struct sink_frame frame;
	struct sink_flow *flow;
	struct sink_cpu *cpu;
	unsigned int bank;

	/* Pairs with sink_start(): flows and counters are clear by then. */
	if (!smp_load_acquire(&sink->running))
		return RX_HANDLER_PASS;
	cpu = this_cpu_ptr(port->cpus);
	bank = READ_ONCE(sink->bank);
	if (!sink_frame_read(skb, sink->flows, &frame)) {
		cpu->bank[bank].foreign++;
		return RX_HANDLER_PASS;
	}
	sink_arrival(skb, sink->stamps, &frame);
	flow = sink_flow_get(cpu, &frame.key);
	if (likely(flow))
		sink_flow_count(flow, sink, &frame, bank);
	else
		cpu->bank[bank].unclassified++;
	/* With the frames of a NAPI poll: the next poll builds from what this one frees. */
	napi_consume_skb(skb, 1);
	return RX_HANDLER_CONSUMED;
}

/* Under RTNL. */
static struct sink_port *sink_port_of(const struct net_device *dev)
{
	if (rtnl_dereference(dev->rx_handler) != sink_handle_frame)
		return NULL;
	return rtnl_dereference(dev->rx_handler_data);
}

static int port_create(struct sink_net *sink, struct net_device *dev)
{
	struct sink_port *port;
	int err = -ENOMEM;

	if (dev->type != ARPHRD_ETHER || dev->flags & IFF_LOOPBACK)
		return -EINVAL;
	if (sink_port_of(dev))
		return -EEXIST;
	port = kzalloc(sizeof(*port), GFP_KERNEL_ACCOUNT);
	if (!port)
		return -ENOMEM;
	port->dev = dev;
	port->sink = sink;
	port->cpus = alloc_percpu_gfp(struct sink_cpu, GFP_KERNEL_ACCOUNT);
	if (!port->cpus)
		goto free;
	err = netdev_rx_handler_register(dev, sink_handle_frame, port);
	if (err)
		goto free_cpus;
	netdev_hold(dev, &port->tracker, GFP_KERNEL);
	list_add_tail(&port->list, &sink->ports);
	return 0;
free_cpus:
	free_percpu(port->cpus);
free:
	kfree(port);
	return err;
}

/* Under RTNL. */
static void sink_port_destroy(struct sink_port *port)
{
	netdev_rx_handler_unregister(port->dev);	/* waits for those on the path */
	list_del(&port->list);
	netdev_put(port->dev, &port->tracker);
	sink_flows_free(port);
	free_percpu(port->cpus);
	kfree(port);
}

/* -ENODEV, -EINVAL for no Ethernet, -EEXIST, -EBUSY for a device that is part of
 * a bridge, a bond or a macvlan's lower device.
 */
static int sink_port_add(struct sink_net *sink, struct net *net, const char *name)
{
	struct net_device *dev;
	int err = -ENODEV;

	rtnl_lock();
	dev = __dev_get_by_name(net, name);
	if (dev)
		err = port_create(sink, dev);
	rtnl_unlock();
	return err;
}

/* -ENODEV, -ENOENT for a device that is not a port. */
static int sink_port_remove(struct sink_net *sink, struct net *net, const char *name)
{
	struct sink_port *port;
	struct net_device *dev;
	int err = -ENODEV;

	rtnl_lock();
	dev = __dev_get_by_name(net, name);
	if (dev) {
		port = sink_port_of(dev);
		err = port ? 0 : -ENOENT;
		if (port)
			sink_port_destroy(port);
	}
	rtnl_unlock();
	return err;
}
