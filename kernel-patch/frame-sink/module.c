// SPDX-License-Identifier: GPL-2.0-only
/* Namespaces come and go, and devices leave them. */
#include <linux/module.h>
#include <linux/rtnetlink.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "frame_sink.h"

static unsigned int sink_net_id;

static int __net_init sink_net_init(struct net *net)
{
	struct sink_net *sink = net_generic(net, sink_net_id);

	mutex_init(&sink->lock);
	INIT_LIST_HEAD(&sink->ports);
	return sink_proc_init(net);
}

/* Once the files are removed, no command or read is in progress. */
static void __net_exit sink_net_exit(struct net *net)
{
	struct sink_net *sink = net_generic(net, sink_net_id);
	struct sink_port *port, *next;

	sink_proc_exit(net);
	rtnl_lock();
	list_for_each_entry_safe(port, next, &sink->ports, list)
		sink_port_destroy(port);
	rtnl_unlock();
	mutex_destroy(&sink->lock);
}

static struct pernet_operations sink_net_ops = {
	.init	= sink_net_init,
	.exit	= sink_net_exit,
	.id	= &sink_net_id,
	.size	= sizeof(struct sink_net),
};

/* A device that is removed, or leaves for another namespace, is no port any more. */
static int sink_device_event(struct notifier_block *unused, unsigned long event, void *info)
{
	struct sink_port *port;

	if (event != NETDEV_UNREGISTER)
		return NOTIFY_DONE;
	port = sink_port_of(netdev_notifier_info_to_dev(info));
	if (port)
		sink_port_destroy(port);
	return NOTIFY_DONE;
}

static struct notifier_block sink_notifier = {
	.notifier_call = sink_device_event,
};

static int __init sink_init(void)
{
	int err = register_netdevice_notifier(&sink_notifier);

	if (err)
		return err;
	err = register_pernet_subsys(&sink_net_ops);
	if (err)
		unregister_netdevice_notifier(&sink_notifier);
	return err;
}

static void __exit sink_exit(void)
{
	unregister_pernet_subsys(&sink_net_ops);
	unregister_netdevice_notifier(&sink_notifier);
}

module_init(sink_init);
module_exit(sink_exit);
MODULE_DESCRIPTION("Sink for pktgen's test frames: loss, order and latency by flow");
MODULE_VERSION("1.0");
MODULE_LICENSE("GPL");
