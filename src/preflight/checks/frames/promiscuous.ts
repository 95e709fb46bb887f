import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const promiscuous = portCheck({
  name: 'promiscuous',
  title: 'Promiscuous ports',
  about:
    'A promiscuous port receives frames for other destinations: a program captures (tcpdump), or the port is in a bridge. Each frame is then handled twice.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, device: { flags, promiscuity } }) =>
      flags.includes('PROMISC') || promiscuity > 0
        ? [
            {
              severity: 'distorts',
              found: `${port.interface} is promiscuous`,
              why: 'frames for other destinations are handled too, or a program captures received frames',
              fix: `stop the program that captures, which ss -0pn shows, or ip link set dev ${port.interface} promisc off`,
            },
          ]
        : [],
    ),
});
