import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const receiveSteering = portCheck({
  name: 'receive-steering',
  title: 'Receive packet steering',
  about:
    "RPS hands received frames to other CPUs through their backlog queues, the mechanism that the paper compares with. The default is off; a playbook's `receive: { spread: rps }` switches it on for a run.",
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, setting }) => {
      const on = (setting('receiveSteering') ?? []).filter(({ cpus }) => cpus !== '');
      return on.length === 0
        ? []
        : [
            {
              severity: 'distorts',
              found: `RPS is on for ${on.map(({ queue, cpus }) => `${queue} (CPUs ${cpus})`).join(', ')}`,
              why: 'frames pass a backlog queue and another CPU, whatever the data plane',
              fix: on
                .map(
                  ({ queue }) =>
                    `echo 0 >/sys/class/net/${port.interface}/queues/${queue}/rps_cpus`,
                )
                .join('; '),
              tuning: { rps: false },
            },
          ];
    }),
});
