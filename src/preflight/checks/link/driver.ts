import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

/** Drivers of devices without a cable. */
export const WITHOUT_CABLE = ['virtio_net', 'vmxnet3', 'hv_netvsc', 'xen_netfront', 'veth', 'tun'];

export const driver = portCheck({
  name: 'driver',
  title: 'Driver',
  about:
    'A paravirtual device has no cable: its rate depends on the host, it may drop frames without counting them, and there is no autonegotiation.',
  metalOnly: true,
  judge: (facts, role) =>
    eachPort(role, facts, ({ device, setting }) => {
      const name = setting('driverModule')?.name ?? device.kind;
      return name !== undefined && WITHOUT_CABLE.includes(name)
        ? [
            {
              severity: 'distorts',
              found: `its driver is ${name}, which is for virtual machines`,
              why: "its rate depends on the host's CPUs, and it may drop frames without counting them",
            },
          ]
        : [];
    }),
});
