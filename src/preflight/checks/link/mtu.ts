import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

/** RFC 894: the payload of a frame of 1518 bytes. */
const ETHERNET = 1500;

export const mtu = portCheck({
  name: 'mtu',
  title: 'MTU',
  about:
    'RFC 2544 section 9.1 specifies frames of up to 1518 bytes, with a payload of 1500. A port with a smaller MTU drops the longer ones.',
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, device }) =>
      device.mtu !== undefined && device.mtu < ETHERNET
        ? [
            {
              severity: 'distorts',
              found: `its MTU is ${device.mtu}`,
              why: 'longer frames are dropped or fragmented',
              fix: `ip link set dev ${port.interface} mtu ${ETHERNET}`,
            },
          ]
        : [],
    ),
});
