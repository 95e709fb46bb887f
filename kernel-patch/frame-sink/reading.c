// SPDX-License-Identifier: GPL-2.0-only
/* Totals of one instant: the moment at which counting switches to the other bank. */
#include <linux/mm.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>

#include "frame_sink.h"

static void add_counts(struct sink_counts *to, const struct sink_counts *from)
{
	if (!from->frames)
		return;
	to->frames += from->frames;
	to->bytes += from->bytes;
	to->lost += from->lost;
	to->gaps += from->gaps;
	to->duplicates += from->duplicates;
	to->reordered += from->reordered;
	to->unknown += from->unknown;
	if (from->restarts) {
		to->restart_stamp = from->restart_stamp;
		to->restart_sequence = from->restart_sequence;
	}
	to->restarts += from->restarts;
	to->next = from->next;
	to->farthest = max(to->farthest, from->farthest);
	if (!to->first)
		to->first = from->first;
	to->last = from->last;
	if (from->last_gap) {
		to->last_gap = from->last_gap;
		to->last_gap_stamp = from->last_gap_stamp;
	}
	if (from->silence > to->silence) {
		to->silence = from->silence;
		to->silence_from = from->silence_from;
	}
	if (from->tag) {
		to->tag = from->tag;
		to->tag_stamp = from->tag_stamp;
	}
	if (from->tag_sent)
		to->tag_sent = from->tag_sent;
	if (from->timed) {
		to->least = to->timed ? min(to->least, from->least) : from->least;
		to->most = max(to->most, from->most);
	}
	if (from->hardware) {
		to->waited_least = to->hardware ? min(to->waited_least, from->waited_least) :
						  from->waited_least;
		to->waited_most = to->hardware ? max(to->waited_most, from->waited_most) :
						 from->waited_most;
	}
	to->hardware += from->hardware;
	to->timed += from->timed;
	to->negative += from->negative;
	to->sum += from->sum;
}

static int add_flow(struct sink_flow *flow, unsigned int bank)
{
	struct sink_bank *from = &flow->bank[bank];
	unsigned int i;

	if (!flow->total) {
		flow->total = kvzalloc(sizeof(*flow->total), GFP_KERNEL_ACCOUNT);
		if (!flow->total)
			return -ENOMEM;
	}
	add_counts(&flow->total->counts, &from->counts);
	for (i = 0; i < LATENCY_BUCKETS; i++)
		flow->total->histogram[i] += from->histogram[i];
	memset(from, 0, sizeof(*from));
	return 0;
}

static int add_port(struct sink_port *port, unsigned int bank)
{
	unsigned int i;
	int err, n;

	for_each_possible_cpu(n) {
		struct sink_cpu *cpu = per_cpu_ptr(port->cpus, n);
		struct sink_others *others = &cpu->bank[bank];

		cpu->total.foreign += others->foreign;
		cpu->total.unclassified += others->unclassified;
		memset(others, 0, sizeof(*others));
		for (i = 0; i < SINK_FLOWS; i++) {
			/* Pairs with sink_flow_get(). */
			struct sink_flow *flow = smp_load_acquire(&cpu->flows[i]);

			err = flow ? add_flow(flow, bank) : 0;
			if (err)
				return err;
		}
	}
	return 0;
}

/* Brings all totals to one instant, now. Under the mutex and RTNL. What could
 * not be added for want of memory stays in its bank, for a later reading.
 */
static int sink_read(struct sink_net *sink)
{
	unsigned int bank = sink->bank;
	struct sink_port *port;
	int err;

	WRITE_ONCE(sink->bank, !bank);
	synchronize_net();
	list_for_each_entry(port, &sink->ports, list) {
		err = add_port(port, bank);
		if (err)
			return err;
	}
	return 0;
}
