import type { PortCheck } from '../../check.js';
import { channels } from './channels.js';
import { interruptAffinity } from './interrupt-affinity.js';
import { interruptThrottling } from './interrupt-throttling.js';
import { irqbalance } from './irqbalance.js';
import { numaNode } from './numa-node.js';
import { receiveSteering } from './receive-steering.js';
import { rings } from './rings.js';

/** Queues, interrupts and the CPUs they go to. */
export const QUEUES: readonly PortCheck[] = [
  interruptAffinity,
  irqbalance,
  interruptThrottling,
  receiveSteering,
  channels,
  rings,
  numaNode,
];
