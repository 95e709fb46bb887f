import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const pauseFrames = portCheck({
  name: 'pause-frames',
  title: 'Pause frames',
  about:
    'With flow control (IEEE 802.3x) a receiver that is full stops the sender for a while: the generator slows down in place of frames being lost, and a slow sink looks like a slow DUT. RFC 2544 means loss: switch it off at both ends of every cable, `ethtool -A PORT autoneg off rx off tx off`.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, setting }) => {
      const { receive = false, transmit = false } = setting('pause') ?? {};
      const on = [...(receive ? ['received'] : []), ...(transmit ? ['sent'] : [])];
      return on.length === 0
        ? []
        : [
            {
              severity: 'distorts',
              found: `pause frames are ${on.join(' and ')}`,
              why: 'a full receiver stops the sender, where frames should be lost',
              fix: `ethtool -A ${port.interface} autoneg off rx off tx off`,
              tuning: { pause: false },
            },
          ];
    }),
});
