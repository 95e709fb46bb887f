/* SPDX-License-Identifier: GPL-2.0-only */
/* A software NIC: ports connected in pairs by a cable.
 *
 * A frame's way from port A to port B, and who does the work:
 *   transmit.c  A's driver copies it into A's transmit ring and knows when the
 *               wire will take it
 *   wire.c      at that time it goes into B's receive ring, or is
 *               missed; the first to poll does this, as DMA would
 *   receive.c   B's driver makes an skb of it in its NAPI poll
 * A port may have several queues (queues.c): of receive queues each has a ring,
 * an interrupt and a NAPI poll on its own CPU; transmit queues share a ring.
 * latency.c counts how long frames took through the machine between two ports.
 * A source (source.c) stands in for A's driver and transmit ring: its frames
 * are a function of the clock.
 *
 * What is done for every frame is compiled twice, with and without `spread`: a
 * port of one queue executes no instruction for those it has not.
 *
 * Locks. RTNL: which ports there are, who is whose peer, up and down. B's
 * rx.lock: all that arrives at B, which is B's receive rings and the transmit
 * ring and source of B's peer. No two of these locks are ever held at once.
 */
#ifndef SOFTNIC_H
#define SOFTNIC_H

#include <linux/etherdevice.h>
#include <linux/hrtimer.h>
#include <linux/if_vlan.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/sizes.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#include "compat.h"
#include "latency_histogram.h"

#define SOFTNIC_NAME		"softnic"
#define SOFTNIC_VERSION		"1.0"

#define SOFTNIC_MAX_PORTS	64	/* on a machine */
#define SOFTNIC_MAX_QUEUES	8	/* of a port, each way */
#define SOFTNIC_SLOTS		128	/* of the table that spreads flows over queues */
#define SOFTNIC_RING_MIN	16
#define SOFTNIC_RING_MAX	4096
#define SOFTNIC_RING_DEFAULT	256
#define SOFTNIC_SPEED_MIN	10	/* Mb/s */
#define SOFTNIC_SPEED_MAX	400000
#define SOFTNIC_SPEED_DEFAULT	1000
#define SOFTNIC_FRAME_MAX	2048	/* bytes a descriptor's buffer holds */
#define SOFTNIC_FRAMES_SIZE	SZ_1M	/* bytes of frames a source holds at most */
#define SOFTNIC_FRAMES_FIRST	SZ_64K	/* for which there is room at first */
#define SOFTNIC_LOOK_BATCH	1024	/* a source's frames worked out with interrupts off */
#define SOFTNIC_NEVER		U64_MAX

/* Bytes without FCS, as everywhere in Linux. */
struct softnic_desc {
	u64 at;			/* ns of CLOCK_MONOTONIC: first bit on the wire */
	const void *data;	/* its bytes; NULL: nobody wants them */
	void *buf;		/* the descriptor's own SOFTNIC_FRAME_MAX bytes */
	u32 len;
	u8 slot;		/* of its flow, at a port that spreads flows */
};

/* Free-running positions; head is where the next frame is put. */
struct softnic_ring {
	struct softnic_desc *desc;
	u32 mask;		/* of the array, a power of two */
	u32 size;		/* frames it takes at most */
	u32 head;
	u32 tail;
};

/* From arrival at the machine to departure for this port, ns. */
struct softnic_latency {
	u64 frames, unstamped;
	u64 least, most, sum;
	u64 tagged, tagged_ns;	/* frames that arrived at tag_ns; the last one's latency */
	u64 histogram[LATENCY_BUCKETS];
};

/* A receive queue. All behind cpu is under the port's rx.lock. */
struct softnic_queue {
	struct napi_struct napi;
	struct hrtimer timer;	/* an interrupt at the next frame's arrival */
	call_single_data_t csd;	/* an interrupt now */
	int cpu;		/* where interrupts go; set while down */

	bool masked;		/* an interrupt is on its way, or a poll */
	bool ipi_pending;
	u16 index;
	struct softnic_ring ring;
	u64 packets, bytes;	/* handed to the stack */
	u64 missed, no_buffer;
	u64 interrupts, polls;
};

/* Whether frames arrive at a port, and where. */
enum softnic_up { SOFTNIC_DOWN, SOFTNIC_UP, SOFTNIC_UP_SPREAD };

struct softnic_rx {
	struct softnic_queue queue[SOFTNIC_MAX_QUEUES];
	u32 queues;		/* in use; set while down */
	u8 slots[SOFTNIC_SLOTS];	/* the queue of a flow; set while down */

	spinlock_t lock;	/* all below, and the peer's transmit side */
	u8 up;			/* enum softnic_up */
	bool discard;		/* a sink: count frames and forget them */
	bool stamp;		/* skbs carry their time of arrival */
	bool regards;		/* not every frame is only counted: kept, or timed */
	u64 discarded, discarded_bytes;
	u64 length_errors;
	struct softnic_latency *latency;	/* NULL: frames are not timed */
	u64 tag_ns;
};

/* All but speed, timer and dropped is under the peer's rx.lock. */
struct softnic_tx {
	struct hrtimer timer;	/* looks at the wire for a sender that waits */
	u32 speed;		/* Mb/s */
	atomic64_t dropped;

	bool up;
	bool stopped;		/* the queue waits for room in the ring */
	struct softnic_ring ring;
	u64 free_ns;		/* when the wire has taken all there is ... */
	u32 free_ps;		/* ... and this much later */
	u64 wake_at;		/* when there is room again for a stopped queue */
	u64 armed;		/* when the timer will fire, or SOFTNIC_NEVER */
	u64 packets, bytes;	/* taken by the wire */
	u64 stops;
	struct {
		u64 packets, bytes;	/* put into the ring */
	} queue[SOFTNIC_MAX_QUEUES];	/* counted where there are several */
};

enum softnic_arrivals { SOFTNIC_CONSTANT, SOFTNIC_POISSON, SOFTNIC_BURST };

/* When frames are due, in ps after the first one. */
struct softnic_pace {
	enum softnic_arrivals kind;
	u64 gap_ps;		/* mean distance between starts */
	u64 step_ps;		/* exact distance, 0 if it varies */
	u64 burst, in_burst;
	u64 random;
	u64 due_ps;		/* when the next frame would start on a free wire */
	u64 next_ps;		/* when it does */
};

struct softnic_template {
	const u8 *data;
	u16 len;
	u8 slot;		/* of its flow, at a port that spreads flows */
	u32 line_ps;		/* time on the wire, gap included */
	u64 bytes_before;	/* of the templates before it */
};

enum softnic_state { SOFTNIC_IDLE, SOFTNIC_RUNS, SOFTNIC_DRAINS };

struct softnic_source {
	struct mutex lock;	/* what sysfs sets */
	bool busy;		/* a run is on: nothing may be set */
	u8 *bytes;
	size_t bytes_size;	/* there is room for */
	size_t bytes_len;
	enum softnic_arrivals arrivals;
	u64 count, gap_ns, burst, phase_ns, seed;

	/* The run, under the peer's rx.lock. */
	enum softnic_state state;
	int error;
	wait_queue_head_t wait;	/* for state to be idle */
	struct softnic_template *frames;
	u32 nframes, turn;
	u64 lap_bytes;
	struct softnic_pace pace;
	u64 start_ns, left;
	u64 sent, first_ns, last_ns;
};

struct softnic_port {
	struct net_device *dev;
	struct softnic_port __rcu *peer;
	u32 rx_size, tx_size;	/* rings to be made when next up */
	bool xps_set;		/* transmit queues have their CPUs */
	struct softnic_rx rx;
	struct softnic_tx tx;
	struct softnic_source source;
};

/* No-operations that an emulator can find: a run's first frame is due, a run is over. */
static inline void softnic_mark_begin(void)
{
#ifdef CONFIG_X86
	asm volatile(".byte 0x0f, 0x1f, 0x84, 0x00, 0x01, 0x52, 0x49, 0x57" ::: "memory");
#endif
}

static inline void softnic_mark_end(void)
{
#ifdef CONFIG_X86
	asm volatile(".byte 0x0f, 0x1f, 0x84, 0x00, 0x02, 0x52, 0x49, 0x57" ::: "memory");
#endif
}

/* Between two batches of a look: interrupts come through. */
static inline void softnic_breathe(struct softnic_rx *rx, unsigned long *flags)
{
	spin_unlock_irqrestore(&rx->lock, *flags);
	cpu_relax();
	spin_lock_irqsave(&rx->lock, *flags);
}

static inline u64 softnic_room(const struct softnic_ring *ring)
{
	return ring->size - (ring->head - ring->tail);
}

/* Time a frame occupies the wire: preamble, FCS and gap count as bytes. */
static inline u64 softnic_line_ps(u32 len, u32 speed)
{
	u64 bytes = 8 + max_t(u32, len, ETH_ZLEN) + ETH_FCS_LEN + 12;

	return div_u64(bytes * 8000000, speed);
}

/* Made with several queues, of which one may be in use. */
static inline bool softnic_spreads(const struct net_device *dev)
{
	return dev->num_rx_queues > 1;
}

/* ring.c */
int softnic_ring_make(struct softnic_ring *ring, u32 size);
void softnic_ring_free(struct softnic_ring *ring);

/* transmit.c */
netdev_tx_t softnic_xmit(struct sk_buff *skb, struct net_device *dev);
netdev_tx_t softnic_xmit_spread(struct sk_buff *skb, struct net_device *dev);
void softnic_tx_init(struct softnic_port *port);
int softnic_tx_up(struct softnic_port *port, struct softnic_port *peer);
void softnic_tx_down(struct softnic_port *port, struct softnic_port *peer);
void softnic_tx_flush(struct softnic_tx *tx);

/* wire.c */
bool softnic_deliver(struct softnic_rx *rx, struct softnic_desc *frame);
bool softnic_deliver_spread(struct softnic_rx *rx, struct softnic_desc *frame);
bool softnic_arrive(struct softnic_port *to, struct softnic_port *from, u64 now);
bool softnic_arrive_spread(struct softnic_port *to, struct softnic_port *from, u64 now);
bool softnic_look(struct softnic_port *to, struct softnic_port *from, u64 now);
u64 softnic_next_arrival(struct softnic_port *to, struct softnic_port *from);
u64 softnic_next_arrival_spread(struct softnic_port *to, struct softnic_port *from,
				const struct softnic_queue *queue);
void softnic_interrupt(struct softnic_queue *queue);
void softnic_interrupt_all(struct softnic_port *port);
void softnic_look_at_sink(struct softnic_port *to, struct softnic_port *from);

/* receive.c */
void softnic_rx_init(struct softnic_port *port);
int softnic_rx_up(struct softnic_port *port);
void softnic_rx_down(struct softnic_port *port, struct softnic_port *peer);
void softnic_irq(void *queue);

/* queues.c */
u8 softnic_slot(const u8 *frame, u32 len);
void softnic_use_queues(struct softnic_port *port, u32 queues);
int softnic_set_xps(struct softnic_port *port);
void softnic_get_channels(struct net_device *dev, struct ethtool_channels *channels);
int softnic_set_channels(struct net_device *dev, struct ethtool_channels *channels);

/* latency.c */
void softnic_rx_regard(struct softnic_rx *rx);
void softnic_latency_count(struct softnic_rx *rx, const struct sk_buff *skb, u64 leaves);

/* arrivals.c */
void softnic_arrivals_init(void);
void softnic_pace_next(struct softnic_pace *pace, u32 line_ps);

/* source.c */
bool softnic_source_arrive(struct softnic_port *to, struct softnic_port *from, u64 now);
bool softnic_source_arrive_spread(struct softnic_port *to, struct softnic_port *from, u64 now);
u64 softnic_source_next(const struct softnic_source *source, const struct softnic_rx *rx,
			const struct softnic_queue *queue);
void softnic_source_stop(struct softnic_source *source, int error);
void softnic_source_drained(struct softnic_source *source, struct softnic_rx *rx);

static inline void softnic_source_settle(struct softnic_source *source, struct softnic_rx *rx)
{
	if (source->state == SOFTNIC_DRAINS)
		softnic_source_drained(source, rx);
}

/* run.c */
void softnic_run_init(struct softnic_port *port);
void softnic_run_free(struct softnic_port *port);
int softnic_run_check(const u8 *bytes, size_t size, bool whole);
int softnic_run(struct softnic_port *port, u64 when);
void softnic_run_await(struct softnic_port *port, struct softnic_port *peer);

extern const struct attribute_group softnic_source_group;	/* sysfs_source.c */
extern const struct attribute_group softnic_group;		/* sysfs.c */
extern const struct ethtool_ops softnic_ethtool_ops;		/* ethtool.c */

/* port.c */
bool softnic_is_port(const struct net_device *dev);
void softnic_with_queues(struct net_device *dev);
void softnic_setup(struct net_device *dev);
void softnic_wire(struct softnic_port *a, struct softnic_port *b);
int softnic_ports(void);

#endif
