import { packageRemedy } from '../../../linux/distribution/remedy.js';
import { machineCheck } from '../../check.js';

export const kernelModules = machineCheck({
  name: 'kernel-modules',
  title: "The kernel's own modules",
  about:
    "pktgen sends the test frames; macvlan, veth, bridge and others are what routers are connected by. Kernels for clouds and containers leave some out, pktgen first of all: boot the distribution's generic kernel, or install its package of extra modules.",
  judge: ({ missing, os, release }) => {
    const modules = missing('module');
    if (modules.length === 0) return [];
    return [
      {
        severity: 'stops',
        found: `its kernel ${release} has no module ${modules.join(', ')}`,
        why: 'the run loads them',
        fix: packageRemedy({ os, release }, { modules }),
      },
    ];
  },
});
