import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

/** Their drivers reject `autoneg off` while the link negotiates (ice_set_pauseparam() in ice_ethtool.c). */
const OF_THE_LINK = ['i40e', 'ice', 'hns3'];

export const pauseFrames = portCheck({
  name: 'pause-frames',
  title: 'Pause frames',
  about:
    'With flow control (IEEE 802.3x) a full receiver pauses the sender: the generator slows down instead of frames being lost, and a slow sink looks like a slow DUT. RFC 2544 counts lost frames: switch flow control off at both ends of every cable, `ethtool -A PORT autoneg off rx off tx off`, without `autoneg off` if the driver rejects that (i40e, ice).',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, setting }) => {
      const { receive = false, transmit = false } = setting('pause') ?? {};
      const isOfTheLink = OF_THE_LINK.includes(setting('driverModule')?.name ?? '');
      const on = [...(receive ? ['received'] : []), ...(transmit ? ['sent'] : [])];
      return on.length === 0
        ? []
        : [
            {
              severity: 'distorts',
              found: `pause frames are ${on.join(' and ')}`,
              why: 'a full receiver pauses the sender instead of losing frames',
              fix: `ethtool -A ${port.interface}${isOfTheLink ? '' : ' autoneg off'} rx off tx off`,
              tuning: { pause: false },
            },
          ];
    }),
});
