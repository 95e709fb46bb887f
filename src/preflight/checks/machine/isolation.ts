import { listedCpus } from '../../../linux/machine/cpu-list.js';
import { valueOf } from '../../../linux/text/query.js';
import { machineCheck } from '../../check.js';
import { cpusOf } from '../../subject.js';

export const isolation = machineCheck({
  name: 'isolation',
  title: 'Isolated CPUs',
  about:
    'The scheduler runs other work on the CPUs of a role unless they are isolated at boot: `isolcpus=` and `nohz_full=` on the kernel command line.',
  metalOnly: true,
  judge: ({ system }, machine) => {
    const given = cpusOf(machine);
    const [isolated, tickless] = [system.isolatedCpus, system.ticklessCpus].map(valueOf);
    const open = given.filter((cpu) => !listedCpus(isolated).includes(cpu));
    if (open.length > 0) {
      return [
        {
          severity: 'notes',
          found: `CPUs ${open.join(', ')} are not isolated`,
          why: 'other work may run on them during a trial',
          fix: `boot with isolcpus=${open.join(',')} nohz_full=${open.join(',')}`,
        },
      ];
    }
    // Kernels without CONFIG_NO_HZ_FULL have no such list.
    const ticking = given.filter(
      (cpu) => tickless !== undefined && !listedCpus(tickless).includes(cpu),
    );
    return ticking.length === 0
      ? []
      : [
          {
            severity: 'notes',
            found: `the timer tick interrupts CPUs ${ticking.join(', ')}, which are otherwise isolated`,
            why: 'each timer tick delays frames by some microseconds',
            fix: `boot with nohz_full=${ticking.join(',')}`,
          },
        ];
  },
});
