import { parseVulnerabilities } from '../../../linux/machine/vulnerabilities.js';
import { ask, valueOf } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

export const mitigations = askingMachine({
  name: 'mitigations',
  title: 'Mitigations of CPU vulnerabilities',
  about:
    'Mitigations slow down indirect calls and kernel entries, by up to a third of the forwarding rate on older CPUs. Runs with different mitigations cannot be compared; every archive records them. Switch them off (`mitigations=off` on the kernel command line) only on machines that nobody else can reach.',
  metalOnly: true,
  asks: () =>
    ask(['grep', '-r', '-s', '.', '/sys/devices/system/cpu/vulnerabilities'], parseVulnerabilities),
  judge: (_facts, _machine, read) => {
    const active = Object.entries(valueOf(read) ?? {})
      .filter(([, state]) => state.startsWith('Mitigation'))
      .map(([name]) => name);
    return active.length === 0
      ? []
      : [
          {
            severity: 'notes',
            found: `mitigations are active: ${active.join(', ')}`,
            why: 'they take CPU time for every frame; the archive records them',
          },
        ];
  },
});
