// SPDX-License-Identifier: GPL-2.0-only
/* /sys/class/net/DEV/source: what the port's source sends, and its start. */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "softnic.h"

static const char * const arrivals_names[] = {
	[SOFTNIC_CONSTANT] = "constant",
	[SOFTNIC_POISSON] = "poisson",
	[SOFTNIC_BURST] = "burst",
};

static struct softnic_source *to_source(struct device *dev)
{
	struct softnic_port *port = netdev_priv(to_net_dev(dev));

	return &port->source;
}

/* A u64 of the source; if writable, then between runs. */
struct number {
	struct device_attribute attr;
	size_t offset;
	u64 least;
};

static u64 *number_of(struct device *dev, struct device_attribute *attr)
{
	struct number *number = container_of(attr, struct number, attr);

	return (void *)to_source(dev) + number->offset;
}

static ssize_t number_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%llu\n", READ_ONCE(*number_of(dev, attr)));
}

static ssize_t number_store(struct device *dev, struct device_attribute *attr,
			    const char *buf, size_t len)
{
	struct number *number = container_of(attr, struct number, attr);
	struct softnic_source *source = to_source(dev);
	u64 value;
	int err;

	err = kstrtou64(buf, 0, &value);
	if (err)
		return err;
	if (value < number->least)
		return -EINVAL;
	mutex_lock(&source->lock);
	if (source->busy)
		err = -EBUSY;
	else
		WRITE_ONCE(*number_of(dev, attr), value);
	mutex_unlock(&source->lock);
	return err ?: len;
}

#define FIELD(_name) offsetof(struct softnic_source, _name)

static struct number number_count = {
	__ATTR(count, 0644, number_show, number_store), FIELD(count), 1
};

static struct number number_gap_ns = {
	__ATTR(gap_ns, 0644, number_show, number_store), FIELD(gap_ns), 1
};

static struct number number_burst = {
	__ATTR(burst, 0644, number_show, number_store), FIELD(burst), 1
};

static struct number number_phase_ns = {
	__ATTR(phase_ns, 0644, number_show, number_store), FIELD(phase_ns), 0
};

static struct number number_seed = {
	__ATTR(seed, 0644, number_show, number_store), FIELD(seed), 0
};

static struct number number_sent = {
	__ATTR(sent, 0444, number_show, NULL), FIELD(sent)
};

static struct number number_first_ns = {
	__ATTR(first_ns, 0444, number_show, NULL), FIELD(first_ns)
};

static struct number number_last_ns = {
	__ATTR(last_ns, 0444, number_show, NULL), FIELD(last_ns)
};

static ssize_t arrivals_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", arrivals_names[READ_ONCE(to_source(dev)->arrivals)]);
}

static ssize_t arrivals_store(struct device *dev, struct device_attribute *attr,
			      const char *buf, size_t len)
{
	struct softnic_source *source = to_source(dev);
	int kind = sysfs_match_string(arrivals_names, buf);

	if (kind < 0)
		return kind;
	mutex_lock(&source->lock);
	if (source->busy)
		kind = -EBUSY;
	else
		source->arrivals = kind;
	mutex_unlock(&source->lock);
	return kind < 0 ? kind : len;
}
static DEVICE_ATTR_RW(arrivals);

static ssize_t start_store(struct device *dev, struct device_attribute *attr,
			   const char *buf, size_t len)
{
	struct softnic_port *port = netdev_priv(to_net_dev(dev));
	u64 when;
	int err;

	err = kstrtou64(buf, 0, &when);
	if (!err)
		err = softnic_run(port, when);
	return err ?: len;
}
static DEVICE_ATTR_WO(start);

static ssize_t frames_read(struct file *file, struct kobject *kobj, COMPAT_BIN_ATTRIBUTE *attr,
			   char *buf, loff_t pos, size_t count)
{
	struct softnic_source *source = to_source(kobj_to_dev(kobj));
	ssize_t n;

	mutex_lock(&source->lock);
	n = memory_read_from_buffer(buf, count, &pos, source->bytes, source->bytes_len);
	mutex_unlock(&source->lock);
	return n;
}

/* Sees that there is room for so many bytes. Most sources need little. */
static int frames_reserve(struct softnic_source *source, size_t size)
{
	size_t room = max_t(size_t, source->bytes_size, SOFTNIC_FRAMES_FIRST);
	u8 *bytes;

	while (room < size)
		room *= 2;
	if (room == source->bytes_size)
		return 0;
	bytes = kvmalloc(room, GFP_KERNEL);
	if (!bytes)
		return -ENOMEM;
	if (source->bytes)
		memcpy(bytes, source->bytes, source->bytes_len);
	kvfree(source->bytes);
	source->bytes = bytes;
	source->bytes_size = room;
	return 0;
}

/* Written in pieces of a page. The first one replaces the old content. */
static int frames_append(struct softnic_source *source, const char *buf, loff_t pos, size_t count)
{
	int err;

	if (source->busy)
		return -EBUSY;
	if (!pos)
		source->bytes_len = 0;
	if (pos != source->bytes_len || count > SOFTNIC_FRAMES_SIZE - pos)
		return -EINVAL;
	err = frames_reserve(source, pos + count);
	if (err)
		return err;
	memcpy(source->bytes + pos, buf, count);
	source->bytes_len += count;
	if (softnic_run_check(source->bytes, source->bytes_len, false) >= 0)
		return 0;
	source->bytes_len = 0;
	return -EINVAL;
}

static ssize_t frames_write(struct file *file, struct kobject *kobj, COMPAT_BIN_ATTRIBUTE *attr,
			    char *buf, loff_t pos, size_t count)
{
	struct softnic_source *source = to_source(kobj_to_dev(kobj));
	int err;

	mutex_lock(&source->lock);
	err = frames_append(source, buf, pos, count);
	mutex_unlock(&source->lock);
	return err ?: count;
}
static BIN_ATTR_RW(frames, SOFTNIC_FRAMES_SIZE);

static struct attribute *source_attrs[] = {
	&number_count.attr.attr,
	&number_gap_ns.attr.attr,
	&dev_attr_arrivals.attr,
	&number_burst.attr.attr,
	&number_phase_ns.attr.attr,
	&number_seed.attr.attr,
	&dev_attr_start.attr,
	&number_sent.attr.attr,
	&number_first_ns.attr.attr,
	&number_last_ns.attr.attr,
	NULL
};

static COMPAT_BIN_ATTRIBUTE *source_bin_attrs[] = {
	&bin_attr_frames,
	NULL
};

const struct attribute_group softnic_source_group = {
	.name = "source",
	.attrs = source_attrs,
	.bin_attrs = source_bin_attrs,
};
