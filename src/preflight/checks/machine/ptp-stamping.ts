import {
  askStamping,
  parseStamping,
  stampingObstacle,
  type StampingSupport,
} from '../../../linux/ptp/stamping.js';
import { ask, valueOf, type Query, type Readout } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

const NOT_ASKED: Query<undefined> = { commands: [], read: () => undefined };

export const ptpStamping = askingMachine({
  name: 'ptp-stamping',
  title: 'Timestamping for PTP',
  about:
    'ptp4l synchronizes clocks to well below a microsecond if both NICs have a PTP hardware clock and timestamp its messages, and to some ten microseconds with software timestamping. `ethtool -T` shows what a NIC supports; `clocks.ptp4l` of the testbed names the interfaces and the kind of timestamping.',
  asks: ({ ptp }): Query<Readout<StampingSupport> | undefined> =>
    ptp === undefined ? NOT_ASKED : ask(askStamping(ptp.interface), parseStamping),
  judge: (_facts, { ptp }, read) => {
    if (ptp === undefined || read === undefined) return [];
    const { interface: device, stamping } = ptp;
    const support = valueOf(read);
    const why = 'clocks.ptp4l of the testbed timestamps PTP messages there';
    if (support === undefined) {
      return [
        {
          severity: 'stops',
          found: `ethtool -T ${device} fails`,
          why,
          fix: 'name a device of this machine in clocks.ptp4l of the testbed: ip -br link',
        },
      ];
    }
    const obstacle = stampingObstacle(device, support, stamping);
    if (obstacle !== undefined) {
      return [{ severity: 'stops', found: obstacle.got, why, fix: obstacle.remedy }];
    }
    return stamping === 'software' && support.hardware
      ? [
          {
            severity: 'notes',
            found: `${device} has a PTP hardware clock, which is not used`,
            why: 'software timestamping keeps clocks within some ten microseconds, hardware timestamping within one',
            fix: '`stamping: hardware` in clocks.ptp4l of the testbed',
          },
        ]
      : [];
  },
});
