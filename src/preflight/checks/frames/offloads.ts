import { valueOf } from '../../../linux/text/query.js';
import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

/** Each joins received frames, so that fewer packets pass the DUT than frames were sent. */
const JOINING = ['large-receive-offload', 'rx-gro-hw', 'rx-gro-list', 'rx-udp-gro-forwarding'];

/** As `ethtool -K` calls them. */
const SHORT: Readonly<Record<string, string>> = { 'large-receive-offload': 'lro' };

export const offloads = portCheck({
  name: 'offloads',
  title: 'Offloads that join frames',
  about:
    'LRO and some forms of GRO join received frames of one flow: the router handles one packet in place of many, and forwards frames that were never sent so. UDP test frames are left alone by plain GRO, which may stay on.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, features }) => {
      const on = JOINING.filter((name) => features && valueOf(features)?.get(name)?.on === true);
      return on.length === 0
        ? []
        : [
            {
              severity: 'distorts',
              found: `${on.join(', ')}: on`,
              why: 'received frames are joined: fewer packets pass the router than frames were sent',
              fix: `ethtool -K ${port.interface} ${on.map((name) => `${SHORT[name] ?? name} off`).join(' ')}`,
              tuning: { offloads: Object.fromEntries(on.map((name) => [name, false])) },
            },
          ];
    }),
});
