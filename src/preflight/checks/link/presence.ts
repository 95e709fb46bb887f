import { portCheck } from '../../check.js';

export const presence = portCheck({
  name: 'presence',
  title: 'Ports',
  about:
    'A port of the testbed is a network device of the machine, in the network namespace of its role. Names may change with the kernel, the firmware or a card: `ip -br link` lists those there are.',
  judge: ({ device, devices }, { ports, namespace }) =>
    ports.flatMap((port) => {
      if (device(port.interface) !== undefined) return [];
      const others = devices.filter(({ kind, name }) => kind === undefined && name !== 'lo');
      const place = namespace === undefined ? '' : ` in namespace ${namespace}`;
      return [
        {
          severity: 'stops',
          port: port.name,
          found: `there is no network device ${port.interface}${place}; there are ${others.map(({ name }) => name).join(', ') || 'none'}`,
          why: 'test frames are sent or received by it',
          fix: `correct the interface of port ${port.name} in the testbed`,
        },
      ];
    }),
});
