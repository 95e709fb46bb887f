// SPDX-License-Identifier: GPL-2.0-only
/* How long frames took that arrive here: from the stamp that a port of the same
 * machine gave them as they came in (`stamp` there) to their first bit on the wire
 * to this port. One clock at both ends, and nothing is written into the frame.
 *
 * /sys/class/net/DEV/softnic: `timed` starts counting afresh or ends it, `tag_ns` is
 * the arrival of the frame whose latency is kept, `latency` is what was counted.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "softnic.h"

#define REPORT_VERSION	1
#define REPORT_SIZE	(256 + 42 * LATENCY_BUCKETS)	/* two numbers of 20 digits a bucket */

/* A frame's bytes or its stamp matter to this port. Under rx->lock. */
void softnic_rx_regard(struct softnic_rx *rx)
{
	rx->regards = !rx->discard || rx->latency;
}

/* Under rx->lock. */
void softnic_latency_count(struct softnic_rx *rx, const struct sk_buff *skb, u64 leaves)
{
	struct softnic_latency *all = rx->latency;
	u64 arrived = ktime_to_ns(skb_shinfo(skb)->hwtstamps.hwtstamp);
	u64 latency = leaves - arrived;

	if (!arrived) {
		all->unstamped++;
		return;
	}
	if (!all->frames || latency < all->least)
		all->least = latency;
	if (latency > all->most)
		all->most = latency;
	all->frames++;
	all->sum += latency;
	all->histogram[latency_bucket(latency)]++;
	if (arrived == rx->tag_ns) {
		all->tagged++;
		all->tagged_ns = latency;
	}
}

static struct softnic_rx *to_rx(struct device *dev)
{
	struct softnic_port *port = netdev_priv(to_net_dev(dev));

	return &port->rx;
}

static ssize_t timed_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", !!READ_ONCE(to_rx(dev)->latency));
}

static ssize_t timed_store(struct device *dev, struct device_attribute *attr,
			   const char *buf, size_t len)
{
	struct softnic_rx *rx = to_rx(dev);
	struct softnic_latency *latency = NULL;
	bool timed;
	int err;

	err = kstrtobool(buf, &timed);
	if (err)
		return err;
	if (timed) {
		latency = kvzalloc(sizeof(*latency), GFP_KERNEL);
		if (!latency)
			return -ENOMEM;
	}
	spin_lock_irq(&rx->lock);
	swap(rx->latency, latency);
	softnic_rx_regard(rx);
	spin_unlock_irq(&rx->lock);
	kvfree(latency);
	return len;
}
static DEVICE_ATTR_RW(timed);

static ssize_t tag_ns_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%llu\n", READ_ONCE(to_rx(dev)->tag_ns));
}

static ssize_t tag_ns_store(struct device *dev, struct device_attribute *attr,
			    const char *buf, size_t len)
{
	struct softnic_rx *rx = to_rx(dev);
	u64 tag;
	int err;

	err = kstrtou64(buf, 0, &tag);
	if (err)
		return err;
	spin_lock_irq(&rx->lock);
	rx->tag_ns = tag;
	spin_unlock_irq(&rx->lock);
	return len;
}
static DEVICE_ATTR_RW(tag_ns);

/* The counts of one instant; false if frames are not timed. */
static bool softnic_latency_read(struct softnic_rx *rx, struct softnic_latency *copy)
{
	bool timed;

	spin_lock_irq(&rx->lock);
	timed = rx->latency;
	if (timed)
		*copy = *rx->latency;
	spin_unlock_irq(&rx->lock);
	return timed;
}

static size_t softnic_latency_text(char *text, const struct softnic_latency *all)
{
	unsigned int i;
	size_t n;

	n = scnprintf(text, REPORT_SIZE, "softnic %d frames %llu unstamped %llu", REPORT_VERSION,
		      all->frames, all->unstamped);
	n += scnprintf(text + n, REPORT_SIZE - n, " tagged %llu tagged_ns %llu", all->tagged,
		       all->tagged_ns);
	n += scnprintf(text + n, REPORT_SIZE - n, " least_ns %llu most_ns %llu sum_ns %llu",
		       all->least, all->most, all->sum);
	n += scnprintf(text + n, REPORT_SIZE - n, "\nlatency");
	for (i = 0; i < LATENCY_BUCKETS; i++)
		if (all->histogram[i])
			n += scnprintf(text + n, REPORT_SIZE - n, " %llu %llu",
				       latency_bucket_least(i), all->histogram[i]);
	return n + scnprintf(text + n, REPORT_SIZE - n, "\n");
}

/* Is read in pieces of a page, between trials. */
static ssize_t latency_read(struct file *file, struct kobject *kobj, COMPAT_BIN_ATTRIBUTE *attr,
			    char *buf, loff_t pos, size_t count)
{
	struct softnic_rx *rx = to_rx(kobj_to_dev(kobj));
	struct softnic_latency *copy;
	ssize_t n = -ENOMEM;
	char *text;

	copy = kvmalloc(sizeof(*copy), GFP_KERNEL);
	text = kvmalloc(REPORT_SIZE, GFP_KERNEL);
	if (!copy || !text)
		goto free;
	n = -ENODATA;
	if (softnic_latency_read(rx, copy))
		n = memory_read_from_buffer(buf, count, &pos, text,
					    softnic_latency_text(text, copy));
free:
	kvfree(text);
	kvfree(copy);
	return n;
}
static BIN_ATTR_RO(latency, 0);
