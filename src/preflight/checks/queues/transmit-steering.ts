import { cpuMask } from '../../../linux/machine/cpu-mask.js';
import { listedCpus } from '../../../linux/machine/cpu-list.js';
import { groupBy } from '../../../model/group-by.js';
import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const transmitSteering = portCheck({
  name: 'transmit-steering',
  title: 'Transmit packet steering',
  about:
    'XPS maps CPUs to transmit queues. Two CPUs that share a queue contend for its lock, even if the port has a queue for each: `echo MASK >/sys/class/net/PORT/queues/tx-N/xps_cpus` gives every CPU its own.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, setting }) => {
      const queues = (setting('transmitSteering') ?? []).map(({ queue, cpus }) => ({
        queue,
        cpus: listedCpus(cpus),
      }));
      if (queues.length < role.cpus.length) return [];
      const byQueues = groupBy(role.cpus, (cpu) =>
        queues
          .filter(({ cpus }) => cpus.includes(cpu))
          .map(({ queue }) => queue)
          .join(', '),
      );
      const shared = [...byQueues].filter(
        ([names, cpus]) => names !== '' && cpus.length > names.split(', ').length,
      );
      return shared.length === 0
        ? []
        : [
            {
              severity: 'notes',
              found: `${shared.map(([names, cpus]) => `CPUs ${cpus.join(', ')} use ${names}`).join('; ')} only, of ${queues.length} transmit queues (XPS)`,
              why: 'they contend for the lock of a queue',
              fix: role.cpus
                .map(
                  (cpu, index) =>
                    `echo ${cpuMask([cpu])} >/sys/class/net/${port.interface}/queues/tx-${index}/xps_cpus`,
                )
                .join('; '),
            },
          ];
    }),
});
