import { plural } from '../../../document/wording.js';
import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const flowSpreading = portCheck({
  name: 'flow-spreading',
  title: 'RSS indirection table',
  about:
    'The NIC hashes the addresses of a received frame and selects its queue from the RSS indirection table. Queues that are not in the table receive nothing, and those that are in it more often receive more. `ethtool -x PORT` shows the table, `ethtool -X PORT equal N` spreads flows evenly over N queues.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, setting }) => {
      const { queues = 0, table } = setting('rss') ?? {};
      if (queues < 2 || table === undefined || table === null) return [];
      const shares = Array.from(
        { length: queues },
        (_, queue) => table.filter((each) => each === queue).length,
      );
      const used = shares.filter((share) => share > 0);
      const fix = `ethtool -X ${port.interface} equal ${queues}`;
      if (used.length < queues) {
        const found = `received frames go to ${used.length} of its ${plural(queues, 'receive queue')}`;
        const why = 'the CPUs of the other queues handle none';
        return [{ severity: 'notes', found, why, fix }];
      }
      // A table need not be a multiple of the queues.
      if (Math.max(...shares) - Math.min(...shares) <= 1) return [];
      return [
        {
          severity: 'notes',
          found: `its receive queues have unequal shares of the RSS table: ${shares.join(', ')}`,
          why: 'the CPU of the largest share is the first to lose frames',
          fix,
        },
      ];
    }),
});
