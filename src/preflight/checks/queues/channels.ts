import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const channels = portCheck({
  name: 'channels',
  title: 'Queues and CPUs',
  about:
    "A port with more queues than its role has CPUs spreads flows over queues that share CPUs, or over CPUs that the role was not given. A playbook's `receive` sets queues and CPUs for a run; `ethtool -L` sets them manually.",
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, setting }) => {
      const { combined, receive } = setting('channels') ?? {};
      // Combined queues and queues of one direction add up; ethtool prints 0 or n/a for what a driver lacks.
      const pairs = combined?.now ?? 0;
      const queues = pairs + (receive?.now ?? 0);
      if (role.role !== 'dut' || role.cpus.length === 0 || queues <= role.cpus.length) return [];
      return [
        {
          severity: 'notes',
          found: `it has ${queues} receive queues, the role has ${role.cpus.length} CPUs`,
          why: 'flows are spread over more queues than CPUs',
          fix: `ethtool -L ${port.interface} ${pairs > 0 ? 'combined' : 'rx'} ${role.cpus.length}`,
          tuning: { channels: role.cpus.length },
        },
      ];
    }),
});
