import { listedCpus } from '../../../linux/machine/cpu-list.js';
import { valueOf } from '../../../linux/text/query.js';
import { machineCheck } from '../../check.js';
import { cpusOf } from '../../subject.js';

export const isolation = machineCheck({
  name: 'isolation',
  title: 'Isolated CPUs',
  about:
    'The scheduler puts other work on the CPUs of a role unless they are kept from it, at start: `isolcpus=` and `nohz_full=` on the command line of the kernel.',
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
            found: `the timer interrupts CPUs ${ticking.join(', ')}, which are isolated otherwise`,
            why: 'each tick of the timer takes some microseconds from the frames of that moment',
            fix: `boot with nohz_full=${ticking.join(',')}`,
          },
        ];
  },
});
