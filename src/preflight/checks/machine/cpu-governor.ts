import { valueOf } from '../../../linux/text/query.js';
import { machineCheck } from '../../check.js';

export const cpuGovernor = machineCheck({
  name: 'cpu-governor',
  title: 'CPU frequency governor',
  about:
    'With a governor other than performance a CPU starts slow and speeds up with the load, which shows as latency and loss at low loads. `echo performance | tee /sys/devices/system/cpu/cpu[0-9]*/cpufreq/scaling_governor` sets it until the next boot.',
  judge: ({ system }) =>
    (valueOf(system.frequency)?.governors ?? [])
      .filter(({ governor }) => governor !== 'performance')
      .map(({ governor, cpus }) => ({
        severity: 'distorts',
        found: `the frequency governor of CPUs ${cpus} is ${governor}`,
        why: 'the forwarding rate depends on the frequency, which depends on the load',
        // cpupower is in another package on each distribution, and rarely installed.
        fix: 'echo performance | tee /sys/devices/system/cpu/cpu[0-9]*/cpufreq/scaling_governor',
        tuning: { governor: 'performance' },
      })),
});
