import { takenOffload } from '../../../linux/device/offload-names.js';
import { valueOf } from '../../../linux/text/query.js';
import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

/** Each merges received frames, so that fewer packets pass the DUT than frames were sent. */
const JOINING = ['large-receive-offload', 'rx-gro-hw', 'rx-gro-list', 'rx-udp-gro-forwarding'];

export const offloads = portCheck({
  name: 'offloads',
  title: 'Offloads that merge frames',
  about:
    'LRO and some forms of GRO merge received frames of a flow: the router handles one packet in place of many, and forwards frames that differ from those sent. Plain GRO does not merge UDP test frames and may stay on.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, features }) => {
      const on = JOINING.filter((name) => features && valueOf(features)?.get(name)?.on === true);
      return on.length === 0
        ? []
        : [
            {
              severity: 'distorts',
              found: `${on.join(', ')}: on`,
              why: 'received frames are merged: fewer packets pass the router than frames were sent',
              fix: `ethtool -K ${port.interface} ${on.map((name) => `${takenOffload(name)} off`).join(' ')}`,
              tuning: { offloads: Object.fromEntries(on.map((name) => [name, false])) },
            },
          ];
    }),
});
