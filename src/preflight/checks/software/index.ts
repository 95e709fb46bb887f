import type { MachineCheck } from '../../check.js';
import { backgroundWork } from './background-work.js';
import { diskSpace } from './disk-space.js';
import { earlierChanges } from './earlier-changes.js';
import { kernelHeaders } from './kernel-headers.js';
import { kernelLine } from './kernel-line.js';
import { kernelModules } from './kernel-modules.js';
import { moduleLoading } from './module-loading.js';
import { networkManagers } from './network-managers.js';
import { tools } from './tools.js';

/** What is installed and running. */
export const SOFTWARE: readonly MachineCheck[] = [
  tools,
  kernelLine,
  kernelHeaders,
  kernelModules,
  moduleLoading,
  diskSpace,
  earlierChanges,
  networkManagers,
  backgroundWork,
];
