import { installCommand, packageRemedy } from '../../../linux/distribution/remedy.js';
import { machineCheck } from '../../check.js';

export const kernelHeaders = machineCheck({
  name: 'kernel-headers',
  title: 'Kernel headers',
  about:
    'Modules are built on the machine for its running kernel: the headers must be of exactly that release. Reboot after a kernel upgrade.',
  judge: ({ missing, os, release }) =>
    missing('headers').map((headers) => ({
      severity: 'stops',
      found: `the headers of the running kernel ${headers} are missing`,
      why: 'modules are built for it here',
      fix: packageRemedy({ os, release }, { headers: [headers] }),
      install: installCommand({ os, release }, { headers: [headers] }),
    })),
});
