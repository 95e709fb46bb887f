import type { MachineCheck } from '../../check.js';
import { clockDaemons } from './clock-daemons.js';
import { clockOffset } from './clock-offset.js';
import { clockSource } from './clock-source.js';
import { cpuGovernor } from './cpu-governor.js';
import { hypervisor } from './hypervisor.js';
import { idleStates } from './idle-states.js';
import { isolation } from './isolation.js';
import { kernelTaint } from './kernel-taint.js';
import { loadAverage } from './load-average.js';
import { memory } from './memory.js';
import { mitigations } from './mitigations.js';
import { ptpStamping } from './ptp-stamping.js';
import { threadsOfACore } from './threads-of-a-core.js';
import { turbo } from './turbo.js';

/** Processors, memory, clocks. */
export const MACHINE: readonly MachineCheck[] = [
  clockSource,
  clockOffset,
  clockDaemons,
  ptpStamping,
  memory,
  kernelTaint,
  cpuGovernor,
  turbo,
  idleStates,
  threadsOfACore,
  isolation,
  mitigations,
  hypervisor,
  loadAverage,
];
