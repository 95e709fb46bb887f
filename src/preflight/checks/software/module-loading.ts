import { SIGNATURE } from '../../../provision/kernel-module/failures.js';
import { obstacleToLoading, signedOnly } from '../../../provision/kernel-module/loading-allowed.js';
import { isSigned } from '../../../provision/requirements/requirements.js';
import { machineCheck } from '../../check.js';

export const moduleLoading = machineCheck({
  name: 'module-loading',
  title: 'Loading modules',
  about:
    'A kernel in lockdown mode, as with Secure Boot on many distributions, loads only modules signed by a trusted key. Containers cannot load modules. Enrol a key and name it in the testbed (`moduleSigning`), or switch Secure Boot off in the firmware.',
  judge: ({ loadingFiles, missing }, { requirements }) => {
    const modules = missing('load');
    // Without coreutils the files that show it cannot be read.
    if (modules.length === 0 || missing('tool').includes('coreutils')) return [];
    const obstacle = obstacleToLoading(loadingFiles, modules, isSigned(requirements));
    if (obstacle === undefined) return [];
    return [
      {
        severity: 'stops',
        found: obstacle,
        why: `the run loads ${modules.join(', ')}`,
        fix:
          obstacle === signedOnly(loadingFiles)
            ? SIGNATURE.unsigned
            : 'use a physical or a virtual machine: a container cannot load modules',
      },
    ];
  },
});
