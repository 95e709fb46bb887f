import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const promiscuous = portCheck({
  name: 'promiscuous',
  title: 'Promiscuous ports',
  about:
    'A port that is promiscuous receives frames that are not for it: something captures (tcpdump), or a bridge has it. Each frame is then handled twice.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, device: { flags } }) =>
      flags.includes('PROMISC')
        ? [
            {
              severity: 'distorts',
              found: `${port.interface} is promiscuous`,
              why: 'frames for others are handled too, or something captures what arrives',
              fix: `find who captures: ss -0pn; then ip link set dev ${port.interface} promisc off`,
            },
          ]
        : [],
    ),
});
