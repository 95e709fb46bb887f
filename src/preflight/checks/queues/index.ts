import type { PortCheck } from '../../check.js';
import { channels } from './channels.js';
import { flowSpreading } from './flow-spreading.js';
import { interruptAffinity } from './interrupt-affinity.js';
import { interruptThrottling } from './interrupt-throttling.js';
import { irqbalance } from './irqbalance.js';
import { numaNode } from './numa-node.js';
import { receiveSteering } from './receive-steering.js';
import { rings } from './rings.js';
import { transmitSteering } from './transmit-steering.js';

/** Queues, interrupts and their CPUs. */
export const QUEUES: readonly PortCheck[] = [
  interruptAffinity,
  irqbalance,
  interruptThrottling,
  receiveSteering,
  transmitSteering,
  channels,
  flowSpreading,
  rings,
  numaNode,
];
