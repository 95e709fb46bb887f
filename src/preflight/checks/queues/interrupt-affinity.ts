import { listedCpus } from '../../../linux/machine/cpu-list.js';
import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const interruptAffinity = portCheck({
  name: 'interrupt-affinity',
  title: 'Interrupt affinity',
  about:
    "The CPU that receives a port's interrupt handles its frames. It should be one of the role's CPUs, permanently: `echo LIST >/proc/irq/N/smp_affinity_list`; irqbalance may move it again.",
  judge: (facts, role) =>
    eachPort(role, facts, ({ setting }) => {
      if (role.cpus.length === 0) return [];
      const astray = (setting('interrupts') ?? []).filter(({ affinity, effective }) =>
        listedCpus(effective === null || effective === '' ? affinity : effective).some(
          (cpu) => !role.cpus.includes(cpu),
        ),
      );
      const [first] = astray;
      if (first === undefined) return [];
      const cpus = role.cpus.join(',');
      return [
        {
          severity: 'distorts',
          found: `interrupts ${astray.map(({ irq, name }) => `${irq} (${name})`).join(', ')} go to CPUs other than ${cpus}`,
          why: 'CPUs outside the role handle its frames',
          fix: astray
            .map(({ irq }) => `echo ${cpus} >/proc/irq/${irq}/smp_affinity_list`)
            .join('; '),
          tuning: { cpus: [...role.cpus] },
        },
      ];
    }),
});
