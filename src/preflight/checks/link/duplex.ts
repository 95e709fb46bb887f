import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const duplex = portCheck({
  name: 'duplex',
  title: 'Duplex',
  about:
    'A link of half duplex sends or receives, and collides where it would do both. It comes about where one end negotiates and the other one is fixed: let both negotiate.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, setting }) =>
      setting('link')?.duplex === 'half'
        ? [
            {
              severity: 'stops',
              found: 'its link is half duplex',
              why: 'frames collide, and are lost on the cable',
              fix: `ethtool -s ${port.interface} autoneg on, at both ends`,
            },
          ]
        : [],
    ),
});
