import type { MachineCheck, PortCheck } from '../check.js';
import { FRAMES } from './frames/index.js';
import { LINK } from './link/index.js';
import { MACHINE } from './machine/index.js';
import { QUEUES } from './queues/index.js';
import { SOFTWARE } from './software/index.js';

/** Every check of a machine as a whole; a new one is a file and a line in its folder's table. */
export const MACHINE_CHECKS: readonly MachineCheck[] = [...SOFTWARE, ...MACHINE];

/** Every check of the ports of a role. */
export const PORT_CHECKS: readonly PortCheck[] = [...LINK, ...QUEUES, ...FRAMES];
