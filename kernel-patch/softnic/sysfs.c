// SPDX-License-Identifier: GPL-2.0-only
/* /sys/class/net/DEV/softnic: where a port's interrupts go, whether it is a
 * sink, and times (latency.c).
 */
#include <linux/cpu.h>
#include <linux/rtnetlink.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "softnic.h"

static struct softnic_port *to_port(struct device *dev)
{
	return netdev_priv(to_net_dev(dev));
}

static ssize_t cpu_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct softnic_rx *rx = &to_port(dev)->rx;
	int at = 0;
	u32 i;

	if (!rtnl_trylock())
		return restart_syscall();
	for (i = 0; i < rx->queues; i++)
		at += sysfs_emit_at(buf, at, "%s%d", i ? "," : "", rx->queue[i].cpu);
	rtnl_unlock();
	return at + sysfs_emit_at(buf, at, "\n");
}

/* Parses CPUs between commas; the number of them, or an error. */
static int cpus_parse(char *text, unsigned int cpus[SOFTNIC_MAX_QUEUES], u32 most)
{
	char *word;
	u32 n = 0;
	int err;

	while ((word = strsep(&text, ","))) {
		if (n == most)
			return -EINVAL;
		err = kstrtouint(word, 0, &cpus[n]);
		if (err)
			return err;
		if (cpus[n] >= nr_cpu_ids || !cpu_online(cpus[n]))
			return -ENODEV;
		n++;
	}
	return n;
}

static ssize_t cpu_store(struct device *dev, struct device_attribute *attr,
			 const char *buf, size_t len)
{
	struct softnic_port *port = to_port(dev);
	unsigned int cpus[SOFTNIC_MAX_QUEUES];
	char *text;
	int n, err = 0;
	u32 i;

	text = kstrdup(buf, GFP_KERNEL);
	if (!text)
		return -ENOMEM;
	n = cpus_parse(text, cpus, port->dev->num_rx_queues);
	kfree(text);
	if (n < 0)
		return n;
	if (!rtnl_trylock())
		return restart_syscall();
	if (netif_running(port->dev)) {
		err = -EBUSY;
	} else if (n > port->rx.queues) {
		err = -EINVAL;
	} else {
		/* Those in use, which are what is shown: to write that again restores them. */
		for (i = 0; i < port->rx.queues; i++)
			port->rx.queue[i].cpu = cpus[i % n];
		port->xps_set = false;
	}
	rtnl_unlock();
	return err ?: len;
}
static DEVICE_ATTR_RW(cpu);	/* of each receive queue, in turn */

static ssize_t discard_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", READ_ONCE(to_port(dev)->rx.discard));
}

static int softnic_set_discard(struct softnic_port *port, bool discard)
{
	struct softnic_rx *rx = &port->rx;
	struct softnic_port *peer;
	unsigned long flags;
	int err = 0;

	local_bh_disable();
	rcu_read_lock();
	peer = rcu_dereference(port->peer);
	spin_lock_irqsave(&rx->lock, flags);
	if (peer && peer->source.state != SOFTNIC_IDLE) {
		err = -EBUSY;	/* it waits for one kind of receiver */
	} else {
		rx->discard = discard;
		softnic_rx_regard(rx);
		/* Nobody may be waiting for what is on the wire. */
		if (rx->up && !discard)
			softnic_interrupt_all(port);
	}
	spin_unlock_irqrestore(&rx->lock, flags);
	rcu_read_unlock();
	local_bh_enable();
	return err;
}

static ssize_t discard_store(struct device *dev, struct device_attribute *attr,
			     const char *buf, size_t len)
{
	bool discard;
	int err;

	err = kstrtobool(buf, &discard);
	if (!err)
		err = softnic_set_discard(to_port(dev), discard);
	return err ?: len;
}
static DEVICE_ATTR_RW(discard);

static ssize_t stamp_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", READ_ONCE(to_port(dev)->rx.stamp));
}

/* As with SIOCSHWTSTAMP. */
static ssize_t stamp_store(struct device *dev, struct device_attribute *attr,
			   const char *buf, size_t len)
{
	bool stamp;
	int err;

	err = kstrtobool(buf, &stamp);
	if (err)
		return err;
	WRITE_ONCE(to_port(dev)->rx.stamp, stamp);
	return len;
}
static DEVICE_ATTR_RW(stamp);

static struct attribute *softnic_attrs[] = {
	&dev_attr_cpu.attr,
	&dev_attr_discard.attr,
	&dev_attr_stamp.attr,
	&dev_attr_tag_ns.attr,
	&dev_attr_timed.attr,
	NULL
};

static COMPAT_BIN_ATTRIBUTE *softnic_bin_attrs[] = {
	&bin_attr_latency,
	NULL
};

const struct attribute_group softnic_group = {
	.name = SOFTNIC_NAME,
	.attrs = softnic_attrs,
	.bin_attrs = softnic_bin_attrs,
};
