// SPDX-License-Identifier: GPL-2.0-only
/* One unit of compilation, as kernel/sched/build_policy.c is: each file on its
 * own would have the kernel's headers parsed again, which on an emulated
 * machine takes minutes. No file is called source_*: modpost of 6.18 takes that
 * for a keyword of .build.o.cmd.
 */
#include "arrivals.c"
#include "ethtool.c"
#include "latency.c"
#include "link.c"
#include "port.c"
#include "queues.c"
#include "receive.c"
#include "ring.c"
#include "run.c"
#include "source.c"
#include "sysfs.c"
#include "sysfs_source.c"
#include "transmit.c"
#include "wire.c"
