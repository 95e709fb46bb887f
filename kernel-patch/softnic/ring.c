// SPDX-License-Identifier: GPL-2.0-only
/* A ring of descriptors, each with a buffer. Buffers change hands: a frame that
 * arrives leaves its buffer in the receive ring and takes an empty one back.
 */
#include <linux/log2.h>
#include <linux/slab.h>

#include "softnic.h"

void softnic_ring_free(struct softnic_ring *ring)
{
	u32 i;

	if (!ring->desc)
		return;
	for (i = 0; i <= ring->mask; i++)
		kfree(ring->desc[i].buf);
	kvfree(ring->desc);
	memset(ring, 0, sizeof(*ring));
}

/* Makes an empty ring for size frames. -ENOMEM leaves nothing behind. */
int softnic_ring_make(struct softnic_ring *ring, u32 size)
{
	u32 i, slots = roundup_pow_of_two(size);

	memset(ring, 0, sizeof(*ring));
	ring->desc = kvcalloc(slots, sizeof(*ring->desc), GFP_KERNEL);
	if (!ring->desc)
		return -ENOMEM;
	ring->mask = slots - 1;
	ring->size = size;
	for (i = 0; i < slots; i++) {
		ring->desc[i].buf = kmalloc(SOFTNIC_FRAME_MAX, GFP_KERNEL);
		if (!ring->desc[i].buf) {
			softnic_ring_free(ring);
			return -ENOMEM;
		}
	}
	return 0;
}
