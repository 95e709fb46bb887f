import { parseCpuList } from '../../../linux/machine/cpu-list.js';
import { valueOf } from '../../../linux/text/query.js';
import { machineCheck } from '../../check.js';
import { cpusOf } from '../../subject.js';

const listed = (text: string | undefined): readonly number[] => {
  try {
    return text === undefined || text.trim() === '' ? [] : parseCpuList(text);
  } catch {
    return [];
  }
};

export const isolation = machineCheck({
  name: 'isolation',
  title: 'Isolated CPUs',
  about:
    'The scheduler puts other work on the CPUs of a role unless they are kept from it, at start: `isolcpus=` and `nohz_full=` on the command line of the kernel.',
  metalOnly: true,
  judge: ({ system }, machine) => {
    const isolated = listed(valueOf(system.isolatedCpus));
    const open = cpusOf(machine).filter((cpu) => !isolated.includes(cpu));
    return open.length === 0
      ? []
      : [
          {
            severity: 'notes',
            found: `CPUs ${open.join(', ')} are not isolated`,
            why: 'other work may run on them during a trial',
            fix: `boot with isolcpus=${open.join(',')} nohz_full=${open.join(',')}`,
          },
        ];
  },
});
