import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const programs = portCheck({
  name: 'programs',
  title: 'XDP programs on ports',
  about:
    'An XDP program attached to a port sees every frame first, and may drop or redirect it before the kernel counts it.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, device }) =>
      device.xdp
        ? [
            {
              severity: 'distorts',
              found: 'an XDP program is attached to it',
              why: 'it sees every frame before the router does',
              fix: `ip link set dev ${port.interface} xdp off`,
            },
          ]
        : [],
    ),
});
