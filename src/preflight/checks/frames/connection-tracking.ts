import { ask, valueOf } from '../../../linux/text/query.js';
import { parseLoadedModules } from '../../../linux/kernel/modules.js';
import { askingPorts } from '../../check.js';

export const connectionTracking = askingPorts({
  name: 'connection-tracking',
  title: 'Packet filters and connection tracking',
  about:
    'Where connection tracking is loaded, a firewall or a container engine usually uses it, and every forwarded packet is looked up in its table; a full table drops. Measure without, or say that it is part of what you measure.',
  asks: () => ask(['cat', '/proc/modules'], parseLoadedModules),
  judge: (_facts, { role }, read) =>
    role === 'dut' && valueOf(read)?.has('nf_conntrack') === true
      ? [
          {
            severity: 'notes',
            found: 'connection tracking is loaded (nf_conntrack)',
            why: 'where rules use it, every packet is looked up in its table',
            fix: 'nft list ruleset shows who uses it',
          },
        ]
      : [],
});
