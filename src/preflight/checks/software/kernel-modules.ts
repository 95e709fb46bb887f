import { installCommand, packageRemedy } from '../../../linux/distribution/remedy.js';
import { machineCheck } from '../../check.js';

export const kernelModules = machineCheck({
  name: 'kernel-modules',
  title: "The kernel's own modules",
  about:
    "pktgen sends the test frames; macvlan, veth, bridge and others connect the routers. Kernels for clouds and containers lack some of them, especially pktgen: boot the distribution's generic kernel, or install its package of extra modules.",
  judge: ({ missing, os, release }) => {
    const modules = missing('module');
    if (modules.length === 0) return [];
    return [
      {
        severity: 'stops',
        found: `its kernel ${release} has no module ${modules.join(', ')}`,
        why: 'the run loads them',
        fix: packageRemedy({ os, release }, { modules }),
        install: installCommand({ os, release }, { modules }),
      },
    ];
  },
});
