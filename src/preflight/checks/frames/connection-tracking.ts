import { ask, valueOf } from '../../../linux/text/query.js';
import { parseLoadedModules } from '../../../linux/kernel/modules.js';
import { askingPorts } from '../../check.js';

export const connectionTracking = askingPorts({
  name: 'connection-tracking',
  title: 'Packet filters and connection tracking',
  about:
    'If connection tracking is loaded, a firewall or a container engine usually uses it: every forwarded packet is looked up in its table, and a full table drops packets. Measure without it, or state that it is part of the measurement.',
  asks: () => ask(['cat', '/proc/modules'], parseLoadedModules),
  judge: (_facts, { role }, read) =>
    role === 'dut' && valueOf(read)?.has('nf_conntrack') === true
      ? [
          {
            severity: 'notes',
            found: 'connection tracking is loaded (nf_conntrack)',
            why: 'if rules use it, every packet is looked up in its table',
            fix: 'nft list ruleset shows who uses it',
          },
        ]
      : [],
});
