import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const duplex = portCheck({
  name: 'duplex',
  title: 'Duplex',
  about:
    'A half-duplex link cannot send and receive at once: frames collide if both ends send. The usual cause is autonegotiation at one end and a fixed setting at the other: enable autonegotiation at both.',
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
