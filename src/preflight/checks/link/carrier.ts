import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const carrier = portCheck({
  name: 'carrier',
  title: 'Link',
  about:
    'A port that is up without a carrier has no cable, a cable that is not plugged in at the other end, or a partner that is switched off. A port that is down is brought up by a run, which waits for its link.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, device: { flags } }) =>
      flags.includes('UP') && !flags.includes('LOWER_UP')
        ? [
            {
              severity: 'stops',
              found: `${port.interface} is up and has no carrier`,
              why: 'nothing that is sent arrives',
              fix: `check its cable and the port at the other end: ethtool ${port.interface}`,
            },
          ]
        : [],
    ),
});
