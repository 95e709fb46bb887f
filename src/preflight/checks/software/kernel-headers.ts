import { installCommand, packageRemedy } from '../../../linux/distribution/remedy.js';
import { machineCheck } from '../../check.js';

export const kernelHeaders = machineCheck({
  name: 'kernel-headers',
  title: 'Kernel headers',
  about:
    'Modules are built on the machine, for the kernel that runs there: its headers have to be those of that very release. After an upgrade of the kernel, restart.',
  judge: ({ missing, os, release }) =>
    missing('headers').map((headers) => ({
      severity: 'stops',
      found: `there are no headers of the running kernel ${headers}`,
      why: 'modules are built for it here',
      fix: packageRemedy({ os, release }, { headers: [headers] }),
      install: installCommand({ os, release }, { headers: [headers] }),
    })),
});
