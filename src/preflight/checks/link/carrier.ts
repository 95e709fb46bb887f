import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const carrier = portCheck({
  name: 'carrier',
  title: 'Link',
  about:
    'A port that is up without carrier has no cable, a cable that is not plugged in at the other end, or a link partner that is switched off. A run brings ports that are down up, and waits for their links.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, device: { flags } }) =>
      flags.includes('UP') && !flags.includes('LOWER_UP')
        ? [
            {
              severity: 'stops',
              found: `${port.interface} is up and has no carrier`,
              why: 'no frame sent on it arrives',
              fix: `check its cable and the port at the other end: ethtool ${port.interface}`,
            },
          ]
        : [],
    ),
});
