// SPDX-License-Identifier: GPL-2.0-only
/* The two files of /proc/net/frame_sink, in every network namespace. */
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <net/net_namespace.h>

#include "frame_sink.h"

static int sink_proc_init(struct net *net)
{
	struct proc_dir_entry *folder = proc_net_mkdir(net, "frame_sink", net->proc_net);

	if (!folder)
		return -ENOMEM;
	if (proc_create_net_single_write("control", 0600, folder, sink_control_show,
					 sink_control_write, NULL) &&
	    proc_create_net_single("report", 0400, folder, sink_report_show, NULL))
		return 0;
	sink_proc_exit(net);
	return -ENOMEM;
}

static void sink_proc_exit(struct net *net)
{
	remove_proc_subtree("frame_sink", net->proc_net);
}
