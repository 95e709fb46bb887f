// SPDX-License-Identifier: GPL-2.0-only
/* The flows of a port and CPU. A NIC keeps a flow on one CPU; a flow that came
 * in on several is judged on each of them on its own.
 */
#include <linux/hash.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "frame_sink.h"

static u32 hash_key(const struct sink_key *key)
{
	const u64 *words = (const u64 *)key;
	u64 hash = 0;
	unsigned int i;

	BUILD_BUG_ON(sizeof(*key) % sizeof(u64));
	for (i = 0; i < sizeof(*key) / sizeof(u64); i++)
		hash = (hash ^ words[i]) * GOLDEN_RATIO_64;
	return hash >> (64 - const_ilog2(SINK_FLOWS));
}

static bool same_key(const struct sink_key *a, const struct sink_key *b)
{
	const u64 *x = (const u64 *)a, *y = (const u64 *)b;
	u64 difference = 0;
	unsigned int i;

	for (i = 0; i < sizeof(*a) / sizeof(u64); i++)
		difference |= x[i] ^ y[i];
	return !difference;
}

static struct sink_flow *flow_new(const struct sink_key *key)
{
	struct sink_flow *flow = kzalloc(sizeof(*flow), GFP_ATOMIC | __GFP_NOWARN);

	if (!flow)
		return NULL;
	flow->key = *key;
	flow->next = 1;
	return flow;
}

static struct sink_flow *flow_find(struct sink_cpu *cpu, const struct sink_key *key)
{
	u32 i, hash = hash_key(key);

	for (i = 0; i < SINK_FLOWS; i++) {
		struct sink_flow **place = &cpu->flows[(hash + i) % SINK_FLOWS];
		struct sink_flow *flow = *place;

		if (likely(flow)) {
			if (likely(same_key(&flow->key, key)))
				return flow;
			continue;
		}
		flow = flow_new(key);
		if (flow)
			/* Whole, for a reading on another CPU: sink_read(). */
			smp_store_release(place, flow);
		return flow;
	}
	return NULL;
}

/* The key's flow, made if need be. NULL if there is no room for it. */
static struct sink_flow *sink_flow_get(struct sink_cpu *cpu, const struct sink_key *key)
{
	struct sink_flow *flow = cpu->recent;

	if (unlikely(!flow || !same_key(&flow->key, key))) {
		flow = flow_find(cpu, key);
		cpu->recent = flow;
	}
	return flow;
}

/* pktgen stamps a frame, then waits for its turn, then sends it, and at once stamps
 * the one after it. So when a frame's successor follows it, its successor's stamp
 * tells when it was sent: no earlier than its own stamp, and at most by what pktgen
 * and the driver take for a frame before its successor's. A stamp of 0 is none.
 */
static void count_latency(const struct sink_flow *flow, struct sink_bank *bank,
			  const struct sink_net *sink, const struct sink_frame *frame)
{
	if (flow->last && frame->stamp && frame->sequence == flow->latest + 1)
		sink_latency(bank, (s64)(flow->last - frame->stamp) + sink->offset);
}

static void count_tag(struct sink_counts *counts, const struct sink_net *sink,
		      const struct sink_frame *frame)
{
	u32 tag = sink->tag;

	if (likely(!tag))
		return;
	if (frame->sequence == tag) {
		counts->tag = frame->arrival;
		counts->tag_stamp = frame->stamp;
	} else if (frame->sequence == tag + 1) {
		counts->tag_sent = frame->stamp;
	}
}

static void count_waited(struct sink_counts *counts, const struct sink_frame *frame)
{
	if (likely(!frame->by_hardware))
		return;
	if (!counts->hardware || frame->waited < counts->waited_least)
		counts->waited_least = frame->waited;
	if (!counts->hardware || frame->waited > counts->waited_most)
		counts->waited_most = frame->waited;
	counts->hardware++;
}

static void count_arrival(struct sink_flow *flow, struct sink_counts *counts,
			  const struct sink_frame *frame)
{
	u64 arrival = frame->arrival;

	if (!counts->first)
		counts->first = arrival;
	counts->last = arrival;
	/* The clock may have been set back. */
	if (flow->last && arrival > flow->last && arrival - flow->last > counts->silence) {
		counts->silence = arrival - flow->last;
		counts->silence_from = flow->last;
	}
	flow->last = arrival;
	flow->latest = frame->sequence;
}

static void sink_flow_count(struct sink_flow *flow, const struct sink_net *sink,
			    const struct sink_frame *frame, unsigned int which)
{
	struct sink_bank *bank = &flow->bank[which];
	struct sink_counts *counts = &bank->counts;

	counts->frames++;
	counts->bytes += frame->len;
	count_latency(flow, bank, sink, frame);
	count_waited(counts, frame);
	count_arrival(flow, counts, frame);
	sink_sequence(flow, counts, frame);
	counts->next = flow->next;
	count_tag(counts, sink, frame);
}

/* Nobody may be counting. */
static void sink_flows_free(struct sink_port *port)
{
	unsigned int i;
	int n;

	for_each_possible_cpu(n) {
		struct sink_cpu *cpu = per_cpu_ptr(port->cpus, n);

		for (i = 0; i < SINK_FLOWS; i++) {
			if (!cpu->flows[i])
				continue;
			kvfree(cpu->flows[i]->total);
			kfree(cpu->flows[i]);
		}
		memset(cpu, 0, sizeof(*cpu));
	}
}
