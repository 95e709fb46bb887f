// SPDX-License-Identifier: GPL-2.0-only
/* One unit of compilation: on an emulated machine the kernel's headers take
 * longer than all that is here.
 */
#include "arrival.c"
#include "control.c"
#include "flow.c"
#include "frame.c"
#include "latency.c"
#include "module.c"
#include "port.c"
#include "proc.c"
#include "reading.c"
#include "report.c"
#include "sequence.c"
