import { installCommand, packageRemedy } from '../../../linux/distribution/remedy.js';
import { machineCheck } from '../../check.js';

export const tools = machineCheck({
  name: 'tools',
  title: 'Programs',
  about:
    'Machines are set up and read with programs from coreutils, iproute2, ethtool and util-linux, and those of the measured data planes; modules are built with make and gcc. Install what is missing with `vrbench doctor --install`, or with the command that the finding names.',
  judge: ({ missing, os, release }) => {
    const named = missing('tool');
    if (named.length === 0) return [];
    return [
      {
        severity: 'stops',
        found: `missing: ${named.join(', ')}`,
        why: 'the run needs them on this machine',
        fix: packageRemedy({ os, release }, { tools: named }),
        install: installCommand({ os, release }, { tools: named }),
      },
    ];
  },
});
