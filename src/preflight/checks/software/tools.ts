import { installCommand, packageRemedy } from '../../../linux/distribution/remedy.js';
import { machineCheck } from '../../check.js';

export const tools = machineCheck({
  name: 'tools',
  title: 'Programs',
  about:
    'Machines are set up and read by programs of coreutils, iproute2, ethtool and util-linux, and by those of the data planes that a playbook measures; modules are built by make and gcc. Install what is missing with `vrbench doctor --install`, or by the command that the finding names.',
  judge: ({ missing, os, release }) => {
    const named = missing('tool');
    if (named.length === 0) return [];
    return [
      {
        severity: 'stops',
        found: `missing: ${named.join(', ')}`,
        why: 'what the run does on this machine needs them',
        fix: packageRemedy({ os, release }, { tools: named }),
        install: installCommand({ os, release }, { tools: named }),
      },
    ];
  },
});
