import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

/** Devices that no cable is plugged into. */
const VIRTUAL = ['virtio_net', 'vmxnet3', 'hv_netvsc', 'xen_netfront', 'veth', 'tun'];

export const driver = portCheck({
  name: 'driver',
  title: 'Driver',
  about:
    "A paravirtual device has no cable: its rate is the host's, it drops without counting, and it negotiates nothing.",
  metalOnly: true,
  judge: (facts, role) =>
    eachPort(role, facts, ({ device, setting }) => {
      const name = setting('driverModule')?.name ?? device.kind;
      return name !== undefined && VIRTUAL.includes(name)
        ? [
            {
              severity: 'distorts',
              found: `its driver is ${name}, which is for virtual machines`,
              why: "its rate is that of the host's processors, and what it drops may not be counted",
            },
          ]
        : [];
    }),
});
