// SPDX-License-Identifier: GPL-2.0-only
/* /proc/net/frame_sink/control: one command a write; a read shows the settings. */
#include <linux/capability.h>
#include <linux/rtnetlink.h>
#include <linux/seq_file.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "frame_sink.h"

static const char * const flows_names[] = {
	[SINK_BY_SOURCE] = "source",
	[SINK_BY_ADDRESSES] = "addresses",
	[SINK_BY_TUPLE] = "tuple",
};

static const char * const stamps_names[] = {
	[SINK_HANDLER] = "handler",
	[SINK_HARDWARE] = "hardware",
};

/* Clears all counts and starts. */
static int sink_start(struct sink_net *sink)
{
	struct sink_port *port;

	if (sink->running)
		return -EBUSY;
	list_for_each_entry(port, &sink->ports, list)
		sink_flows_free(port);
	/* Pairs with sink_handle_frame(). */
	smp_store_release(&sink->running, true);
	return 0;
}

static int sink_stop(struct sink_net *sink)
{
	WRITE_ONCE(sink->running, false);
	synchronize_net();
	return 0;
}

static int sink_flows(struct sink_net *sink, const char *name)
{
	int flows = match_string(flows_names, ARRAY_SIZE(flows_names), name);

	if (flows < 0)
		return -EINVAL;
	if (sink->running)
		return -EBUSY;
	sink->flows = flows;
	return 0;
}

static int sink_stamps(struct sink_net *sink, const char *name)
{
	int stamps = match_string(stamps_names, ARRAY_SIZE(stamps_names), name);

	if (stamps < 0)
		return -EINVAL;
	if (sink->running)
		return -EBUSY;
	sink->stamps = stamps;
	return 0;
}

static int sink_tag(struct sink_net *sink, const char *text)
{
	return sink->running ? -EBUSY : kstrtou32(text, 10, &sink->tag);
}

static int sink_offset(struct sink_net *sink, const char *text)
{
	return sink->running ? -EBUSY : kstrtos64(text, 10, &sink->offset);
}

/* A command and at most one argument. */
static int sink_command(struct net *net, struct sink_net *sink, const char *verb, char *argument)
{
	int err = -EINVAL;

	if (argument) {
		if (!strcmp(verb, "add"))
			return sink_port_add(sink, net, argument);
		if (!strcmp(verb, "remove"))
			return sink_port_remove(sink, net, argument);
		if (!strcmp(verb, "flows"))
			return sink_flows(sink, argument);
		if (!strcmp(verb, "stamps"))
			return sink_stamps(sink, argument);
		if (!strcmp(verb, "tag"))
			return sink_tag(sink, argument);
		if (!strcmp(verb, "offset_ns"))
			return sink_offset(sink, argument);
		return err;
	}
	rtnl_lock();
	if (!strcmp(verb, "start"))
		err = sink_start(sink);
	else if (!strcmp(verb, "stop"))
		err = sink_stop(sink);
	rtnl_unlock();
	return err;
}

static int sink_control_write(struct file *file, char *text, size_t size)
{
	struct net *net = seq_file_single_net(file->private_data);
	struct sink_net *sink = net_generic(net, sink_net_id);
	char *line = strim(text);
	char *verb = strsep(&line, " ");
	int err;

	/* The files' owner may lack CAP_NET_ADMIN in the namespace. */
	if (!file_ns_capable(file, net->user_ns, CAP_NET_ADMIN))
		return -EPERM;
	mutex_lock(&sink->lock);
	err = sink_command(net, sink, verb, line);
	mutex_unlock(&sink->lock);
	return err;
}

static int sink_control_show(struct seq_file *file, void *unused)
{
	struct sink_net *sink = net_generic(seq_file_single_net(file), sink_net_id);
	struct sink_port *port;

	mutex_lock(&sink->lock);
	seq_printf(file, "running %d\nflows %s\nstamps %s\ntag %u\noffset_ns %lld\n", sink->running,
		   flows_names[sink->flows], stamps_names[sink->stamps], sink->tag, sink->offset);
	rtnl_lock();
	list_for_each_entry(port, &sink->ports, list)
		seq_printf(file, "port %s\n", port->dev->name);
	rtnl_unlock();
	mutex_unlock(&sink->lock);
	return 0;
}
