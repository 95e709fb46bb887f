import { listedCpus } from '../../../linux/machine/cpu-list.js';
import { askFiles } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';
import { cpusOf } from '../../subject.js';

const FILES = '/sys/devices/system/cpu/cpu[0-9]*/topology/thread_siblings_list';

export const threadsOfACore = askingMachine({
  name: 'threads-of-a-core',
  title: 'Threads of one core',
  about:
    'Two CPUs of the kernel may be threads of one core (hyper-threading): each is slower while the other is busy. Give roles CPUs of separate cores, or switch SMT off: `echo off >/sys/devices/system/cpu/smt/control`.',
  metalOnly: true,
  asks: () => askFiles([FILES]),
  judge: (_facts, machine, files) => {
    const given = cpusOf(machine);
    const shared = [...new Set(files.values())]
      .map(listedCpus)
      .filter((siblings) => siblings.length > 1 && siblings.some((cpu) => given.includes(cpu)));
    return shared.length === 0
      ? []
      : [
          {
            severity: 'notes',
            found: `CPUs ${shared.map((each) => each.join(' and ')).join('; ')} are threads of one core`,
            why: 'work on one slows the other',
            fix: 'echo off >/sys/devices/system/cpu/smt/control',
          },
        ];
  },
});
