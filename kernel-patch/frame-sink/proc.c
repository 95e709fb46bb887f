// SPDX-License-Identifier: GPL-2.0-only
/* /proc/net/frame_sink: control takes a command a write, report says it all. */
#include <linux/proc_fs.h>
#include <linux/rtnetlink.h>
#include <linux/seq_file.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "frame_sink.h"

#define REPORT_VERSION	1

static const char * const flows_names[] = {
	[SINK_BY_SOURCE] = "source",
	[SINK_BY_ADDRESSES] = "addresses",
	[SINK_BY_TUPLE] = "tuple",
};

/* Forgets all counts and begins to take frames. */
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

static int control_write(struct file *file, char *text, size_t size)
{
	struct net *net = seq_file_single_net(file->private_data);
	struct sink_net *sink = net_generic(net, sink_net_id);
	char *line = strim(text);
	char *verb = strsep(&line, " ");
	int err;

	mutex_lock(&sink->lock);
	err = sink_command(net, sink, verb, line);
	mutex_unlock(&sink->lock);
	return err;
}

static int control_show(struct seq_file *file, void *unused)
{
	struct sink_net *sink = net_generic(seq_file_single_net(file), sink_net_id);
	struct sink_port *port;

	mutex_lock(&sink->lock);
	seq_printf(file, "running %d\nflows %s\ntag %u\noffset_ns %lld\n", sink->running,
		   flows_names[sink->flows], sink->tag, sink->offset);
	rtnl_lock();
	list_for_each_entry(port, &sink->ports, list)
		seq_printf(file, "port %s\n", port->dev->name);
	rtnl_unlock();
	mutex_unlock(&sink->lock);
	return 0;
}

static void show_address(struct seq_file *file, const char *what, const struct in6_addr *address,
			 u32 family)
{
	if (family == AF_INET)
		seq_printf(file, " %s %pI4", what, &address->s6_addr32[3]);
	else
		seq_printf(file, " %s %pI6c", what, address);
}

static void show_counts(struct seq_file *file, const struct sink_counts *counts)
{
	seq_printf(file, " frames %llu bytes %llu lost %lld gaps %llu duplicates %llu",
		   counts->frames, counts->bytes, counts->lost, counts->gaps, counts->duplicates);
	seq_printf(file, " reordered %llu farthest %u unknown %llu next %u", counts->reordered,
		   counts->farthest, counts->unknown, counts->next);
	seq_printf(file, " first_ns %llu last_ns %llu last_gap_ns %llu last_gap_stamp_ns %llu",
		   counts->first, counts->last, counts->last_gap, counts->last_gap_stamp);
	seq_printf(file, " silence_ns %llu silence_from_ns %llu", counts->silence,
		   counts->silence_from);
	seq_printf(file, " tag_ns %llu tag_stamp_ns %llu tag_sent_ns %llu", counts->tag,
		   counts->tag_stamp, counts->tag_sent);
	seq_printf(file, " timed %llu negative %llu least_ns %lld most_ns %lld sum_ns %lld\n",
		   counts->timed, counts->negative, counts->least, counts->most, counts->sum);
}

static void show_flow(struct seq_file *file, const struct sink_port *port, int cpu,
		      const struct sink_flow *flow, enum sink_flows flows)
{
	const struct sink_key *key = &flow->key;
	const struct sink_total *total = flow->total;
	unsigned int i;

	/* Begun after the reading's instant. */
	if (!total || !total->counts.frames)
		return;
	seq_printf(file, "flow %s cpu %d", port->dev->name, cpu);
	show_address(file, "source", &key->source, key->family);
	if (flows != SINK_BY_SOURCE)
		show_address(file, "destination", &key->destination, key->family);
	if (flows == SINK_BY_TUPLE)
		seq_printf(file, " source_port %u destination_port %u", ntohs(key->source_port),
			   ntohs(key->destination_port));
	show_counts(file, &total->counts);
	if (!total->counts.timed)
		return;
	seq_puts(file, "latency");
	for (i = 0; i < SINK_BUCKETS; i++)
		if (total->histogram[i])
			seq_printf(file, " %llu %llu", sink_bucket_least(i), total->histogram[i]);
	seq_putc(file, '\n');
}

static void show_port(struct seq_file *file, const struct sink_port *port, enum sink_flows flows)
{
	struct sink_others others = {};
	u64 frames = 0, bytes = 0;
	unsigned int i;
	int n;

	for_each_possible_cpu(n) {
		const struct sink_cpu *cpu = per_cpu_ptr(port->cpus, n);

		others.foreign += cpu->total.foreign;
		others.unclassified += cpu->total.unclassified;
		for (i = 0; i < SINK_FLOWS; i++) {
			const struct sink_flow *flow = READ_ONCE(cpu->flows[i]);

			if (!flow || !flow->total)
				continue;
			frames += flow->total->counts.frames;
			bytes += flow->total->counts.bytes;
		}
	}
	seq_printf(file, "port %s frames %llu bytes %llu foreign %llu unclassified %llu\n",
		   port->dev->name, frames, bytes, others.foreign, others.unclassified);
	for_each_possible_cpu(n) {
		const struct sink_cpu *cpu = per_cpu_ptr(port->cpus, n);

		for (i = 0; i < SINK_FLOWS; i++) {
			const struct sink_flow *flow = READ_ONCE(cpu->flows[i]);

			if (flow)
				show_flow(file, port, n, flow, flows);
		}
	}
}

static int report_show(struct seq_file *file, void *unused)
{
	struct sink_net *sink = net_generic(seq_file_single_net(file), sink_net_id);
	struct sink_port *port;
	int err;

	mutex_lock(&sink->lock);
	rtnl_lock();
	err = sink_read(sink);
	if (!err) {
		seq_printf(file, "frame_sink %d running %d\n", REPORT_VERSION, sink->running);
		list_for_each_entry(port, &sink->ports, list)
			show_port(file, port, sink->flows);
	}
	rtnl_unlock();
	mutex_unlock(&sink->lock);
	return err;
}

static int sink_proc_init(struct net *net)
{
	struct proc_dir_entry *folder = proc_net_mkdir(net, "frame_sink", net->proc_net);

	if (!folder)
		return -ENOMEM;
	if (proc_create_net_single_write("control", 0600, folder, control_show, control_write,
					 NULL) &&
	    proc_create_net_single("report", 0400, folder, report_show, NULL))
		return 0;
	sink_proc_exit(net);
	return -ENOMEM;
}

static void sink_proc_exit(struct net *net)
{
	remove_proc_subtree("frame_sink", net->proc_net);
}
