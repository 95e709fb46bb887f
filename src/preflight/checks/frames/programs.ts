import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const programs = portCheck({
  name: 'programs',
  title: 'Programs at ports (XDP)',
  about:
    'A program that is attached to a port (XDP) sees every frame first, and may drop or redirect it before the kernel counts it.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, device }) =>
      device.xdp
        ? [
            {
              severity: 'distorts',
              found: 'a program is attached to it (XDP)',
              why: 'it sees every frame before the router does',
              fix: `ip link set dev ${port.interface} xdp off`,
            },
          ]
        : [],
    ),
});
