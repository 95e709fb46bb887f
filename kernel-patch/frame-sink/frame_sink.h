/* SPDX-License-Identifier: GPL-2.0-only */
/* A sink for pktgen's test frames: receives them at chosen ports before the IP
 * layer, and reports their number, order and latency.
 *
 *   port.c      a frame's way: the port's rx handler
 *   frame.c     is it a test frame, and what does it say
 *   arrival.c   when did it arrive: by the NIC's stamp, or by the clock here
 *   flow.c      which flow is it of
 *   sequence.c  lost, duplicate, reordered
 *   latency.c   how long it took
 *   reading.c   sums of one instant
 *   control.c   /proc/net/frame_sink/control: commands
 *   report.c    /proc/net/frame_sink/report: what was counted
 *   proc.c      the two files
 *
 * No lock is on the path. A CPU only writes to its own data: per flow, the state
 * that judges the next frame, and two banks of counters, of which it uses the
 * one that the namespace's `bank` names. A reading changes `bank`, which is its
 * instant, waits for the softirqs that may still use the other bank, and adds
 * that one to the totals.
 *
 * Locks. RTNL: which ports there are. struct sink_net's mutex: commands and
 * readings, hence totals. The mutex is taken before RTNL.
 */
#ifndef FRAME_SINK_H
#define FRAME_SINK_H

#include <linux/bitops.h>
#include <linux/in6.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/types.h>

#include "compat.h"
#include "latency_histogram.h"

#define SINK_FLOWS	64	/* a port and CPU; a power of two */
#define SINK_WINDOW	4096	/* sequence numbers looked back at; a power of two */

/* What makes frames one flow. What `flows` leaves out is 0. */
struct sink_key {
	struct in6_addr source, destination;	/* IPv4 as ::ffff:a.b.c.d */
	__be16 source_port, destination_port;
	u32 family;
};

enum sink_flows { SINK_BY_SOURCE, SINK_BY_ADDRESSES, SINK_BY_TUPLE };

enum sink_stamps { SINK_HANDLER, SINK_HARDWARE };

/* A test frame. */
struct sink_frame {
	struct sink_key key;
	u32 sequence;
	u64 stamp;	/* ns of CLOCK_REALTIME at the generator */
	u64 arrival;	/* the same here */
	s64 waited;	/* from the NIC's stamp to the handler */
	bool by_hardware;	/* the arrival is the NIC's stamp */
	u32 len;	/* without FCS */
};

/* Counts since some instant. All times ns, all zero for nothing. */
struct sink_counts {
	u64 frames, bytes;
	s64 lost;	/* gaps, less what came late */
	u64 gaps, duplicates, reordered, unknown;
	u64 restarts;	/* how often the sequence numbers began again */
	u64 restart_stamp;	/* of the first frame after that, the last time */
	u32 restart_sequence;	/* its number */
	u32 next;	/* sequence number after the highest that came */
	u32 farthest;	/* most sequence numbers a frame was behind the next */
	u64 first, last;	/* arrivals */
	u64 last_gap, last_gap_stamp;	/* arrival and stamp of the frame that showed it */
	u64 silence, silence_from;	/* longest time without a frame */
	u64 tag, tag_stamp;	/* arrival and stamp of the tagged frame */
	u64 tag_sent;	/* stamp of the frame after it */
	u64 timed, negative;	/* latencies counted, and those below 0 */
	s64 least, most, sum;	/* of the latencies counted */
	u64 hardware;	/* frames with an arrival by hardware */
	s64 waited_least, waited_most;	/* of theirs */
};

struct sink_bank {
	struct sink_counts counts;
	u32 histogram[LATENCY_BUCKETS];
};

struct sink_total {
	struct sink_counts counts;
	u64 histogram[LATENCY_BUCKETS];
};

struct sink_flow {
	struct sink_key key;
	struct sink_total *total;	/* made by the first reading */

	/* What judges the next frame. */
	u32 next;	/* sequence number expected */
	u64 stamp;	/* of the frame before it */
	u32 latest;	/* sequence number of the frame that came last */
	u64 last;	/* its arrival */
	DECLARE_BITMAP(seen, SINK_WINDOW);	/* of those before next */

	struct sink_bank bank[2];
};

/* Frames of a port and CPU that are of no flow. */
struct sink_others {
	u64 foreign, unclassified;
};

struct sink_cpu {
	struct sink_flow *recent;	/* of the frame that came last */
	struct sink_flow *flows[SINK_FLOWS];	/* by hash, then the next free place */
	struct sink_others bank[2];
	struct sink_others total;
};

struct sink_port {
	struct list_head list;
	struct net_device *dev;
	netdevice_tracker tracker;
	struct sink_net *sink;
	struct sink_cpu __percpu *cpus;
};

/* A network namespace's. */
struct sink_net {
	struct mutex lock;	/* commands and readings */
	struct list_head ports;	/* RTNL */
	bool running;
	unsigned int bank;
	enum sink_flows flows;
	enum sink_stamps stamps;
	u32 tag;	/* sequence number; 0 for none */
	s64 offset;	/* ns, added to every latency */
};

static unsigned int sink_net_id;

/* All is one unit of compilation (build.c), so that what a frame meets on its way
 * becomes one function.
 */

/* port.c */
static int sink_port_add(struct sink_net *sink, struct net *net, const char *name);
static int sink_port_remove(struct sink_net *sink, struct net *net, const char *name);
static void sink_port_destroy(struct sink_port *port);
static struct sink_port *sink_port_of(const struct net_device *dev);

/* frame.c */
static bool sink_frame_read(const struct sk_buff *skb, enum sink_flows flows,
			    struct sink_frame *frame);

/* arrival.c */
static void sink_arrival(const struct sk_buff *skb, enum sink_stamps stamps,
			 struct sink_frame *frame);

/* flow.c */
static struct sink_flow *sink_flow_get(struct sink_cpu *cpu, const struct sink_key *key);
static void sink_flow_count(struct sink_flow *flow, const struct sink_net *sink,
			    const struct sink_frame *frame, unsigned int bank);
static void sink_flows_free(struct sink_port *port);

/* sequence.c */
static void sink_sequence(struct sink_flow *flow, struct sink_counts *counts,
			  const struct sink_frame *frame);

/* latency.c */
static void sink_latency(struct sink_bank *bank, s64 latency);

/* reading.c */
static int sink_read(struct sink_net *sink);

/* control.c */
static int sink_control_write(struct file *file, char *text, size_t size);
static int sink_control_show(struct seq_file *file, void *unused);

/* report.c */
static int sink_report_show(struct seq_file *file, void *unused);

/* proc.c */
static int sink_proc_init(struct net *net);
static void sink_proc_exit(struct net *net);

#endif
