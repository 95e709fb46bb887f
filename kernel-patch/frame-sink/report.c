// SPDX-License-Identifier: GPL-2.0-only
/* /proc/net/frame_sink/report: all that was counted, of one instant. */
#include <linux/rtnetlink.h>
#include <linux/seq_file.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "frame_sink.h"

#define REPORT_VERSION	2

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
	seq_printf(file, " restarts %llu restart_stamp_ns %llu restart_sequence %u",
		   counts->restarts, counts->restart_stamp, counts->restart_sequence);
	seq_printf(file, " first_ns %llu last_ns %llu last_gap_ns %llu last_gap_stamp_ns %llu",
		   counts->first, counts->last, counts->last_gap, counts->last_gap_stamp);
	seq_printf(file, " silence_ns %llu silence_from_ns %llu", counts->silence,
		   counts->silence_from);
	seq_printf(file, " tag_ns %llu tag_stamp_ns %llu tag_sent_ns %llu", counts->tag,
		   counts->tag_stamp, counts->tag_sent);
	seq_printf(file, " hardware %llu waited_least_ns %lld waited_most_ns %lld",
		   counts->hardware, counts->waited_least, counts->waited_most);
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
	for (i = 0; i < LATENCY_BUCKETS; i++)
		if (total->histogram[i])
			seq_printf(file, " %llu %llu", latency_bucket_least(i),
				   total->histogram[i]);
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

static int sink_report_show(struct seq_file *file, void *unused)
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
