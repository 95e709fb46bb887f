import { valueOf } from '../../../linux/text/query.js';
import { machineCheck } from '../../check.js';

export const turbo = machineCheck({
  name: 'turbo',
  title: 'Turbo',
  about:
    'A CPU exceeds its base frequency as long as it is cool and its neighbours are idle: the first trials of a run are faster than the last. Switch turbo off if repeats have to agree.',
  metalOnly: true,
  judge: ({ system }) => {
    const frequency = valueOf(system.frequency);
    if (frequency?.turbo !== true) return [];
    return [
      {
        severity: 'notes',
        found: 'CPUs may exceed their base frequency (turbo)',
        why: 'how long they do depends on heat and on their neighbours',
        fix: frequency.driver.startsWith('intel')
          ? 'echo 1 >/sys/devices/system/cpu/intel_pstate/no_turbo'
          : 'echo 0 >/sys/devices/system/cpu/cpufreq/boost',
        tuning: { turbo: false },
      },
    ];
  },
});
