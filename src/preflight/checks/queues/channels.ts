import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const channels = portCheck({
  name: 'channels',
  title: 'Queues and CPUs',
  about:
    "A port with more queues than its role has CPUs spreads flows over queues that share CPUs, or over CPUs that the role was not given. A playbook's `receive` sets queues and CPUs for a run; `ethtool -L` sets them manually.",
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, setting }) => {
      const combined = setting('channels')?.combined.now ?? setting('channels')?.receive.now;
      if (combined === undefined || combined === null) return [];
      if (role.role !== 'dut' || role.cpus.length === 0 || combined <= role.cpus.length) return [];
      return [
        {
          severity: 'notes',
          found: `it has ${combined} receive queues, the role has ${role.cpus.length} CPUs`,
          why: 'flows are spread over more queues than CPUs',
          fix: `ethtool -L ${port.interface} combined ${role.cpus.length}`,
          tuning: { channels: role.cpus.length },
        },
      ];
    }),
});
