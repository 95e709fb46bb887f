import { portCheck } from '../../check.js';

export const presence = portCheck({
  name: 'presence',
  title: 'Ports',
  about:
    'A port of the testbed is a network device of the machine, in the network namespace of its role. Names may change with the kernel, the firmware or a card: `ip -br link` lists the existing devices.',
  judge: ({ device, devices }, { ports, namespace }) => {
    if ('unread' in devices) {
      return [
        {
          severity: 'stops',
          found: `its network devices could not be read: ${devices.unread}`,
          why: 'so it is unknown whether its ports exist',
        },
      ];
    }
    return ports.flatMap((port) => {
      if (device(port.interface) !== undefined) return [];
      const others = devices.value.filter(({ kind, name }) => kind === undefined && name !== 'lo');
      const named = devices.value.find(({ alternativeNames }) =>
        alternativeNames.includes(port.interface),
      );
      if (named !== undefined) {
        return [
          {
            severity: 'stops',
            port: port.name,
            found: `${port.interface} is an alternative name of ${named.name}`,
            why: 'the kernel lists queues, speed and counters of a port by its own name only',
            fix: `interface: ${named.name}, for port ${port.name} in the testbed`,
          },
        ];
      }
      const place = namespace === undefined ? '' : ` in namespace ${namespace}`;
      return [
        {
          severity: 'stops',
          port: port.name,
          found: `no network device ${port.interface}${place}; there are ${others.map(({ name }) => name).join(', ') || 'none'}`,
          why: 'it sends or receives test frames',
          fix: `correct the interface of port ${port.name} in the testbed`,
        },
      ];
    });
  },
});
