import type { PortSettings } from '../../../model/schema/setup/port-settings.js';
import { listedCpus } from '../../../linux/machine/cpu-list.js';
import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

type Interrupt = NonNullable<PortSettings['interrupts']>[number];

/**
 * The CPUs that an interrupt goes to. A new affinity takes effect with the next interrupt (irq_move_irq() in
 * kernel/irq/migration.c): until then the effective one may be outside of it.
 */
const destinationsOf = ({ affinity, effective }: Interrupt): readonly number[] => {
  const allowed = listedCpus(affinity);
  const current = listedCpus(effective ?? '');
  const applied = current.length > 0 && current.every((cpu) => allowed.includes(cpu));
  return applied ? current : allowed;
};

export const interruptAffinity = portCheck({
  name: 'interrupt-affinity',
  title: 'Interrupt affinity',
  about:
    "The CPU that receives a port's interrupt handles its frames. It should be one of the role's CPUs, permanently: `echo LIST >/proc/irq/N/smp_affinity_list`; irqbalance may move it again.",
  judge: (facts, role) =>
    eachPort(role, facts, ({ setting }) => {
      if (role.cpus.length === 0) return [];
      const astray = (setting('interrupts') ?? []).filter((interrupt) =>
        destinationsOf(interrupt).some((cpu) => !role.cpus.includes(cpu)),
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
