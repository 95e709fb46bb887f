import { NEWER, tooOld } from '../../../provision/kernel-module/kernel-lines.js';
import { machineCheck } from '../../check.js';

export const kernelLine = machineCheck({
  name: 'kernel-line',
  title: 'Kernel version',
  about:
    "vrbench's modules support Linux 5.15 and later. The kernels of RHEL 8 and 9 are nominally older and heavily modified: only data planes that need no module of vrbench can be measured on them.",
  judge: ({ release }, { requirements }) => {
    const modules = [...new Set(requirements.flatMap(({ builds }) => builds ?? []))];
    if (modules.length === 0 || release === '') return [];
    const old = tooOld(release);
    if (old === undefined) return [];
    return [
      {
        severity: 'stops',
        found: `modules of vrbench are ${old}`,
        why: `the run builds ${modules.join(', ')} here`,
        fix: NEWER,
      },
    ];
  },
});
