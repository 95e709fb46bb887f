import { askingPorts } from '../../check.js';
import { eachPort } from '../../each-port.js';
import { PORT_STATES } from '../../port-states.js';

/** How to end the uses of a device, by the phrases of PortState. */
const freeing = (device: string, uses: readonly string[]): string => {
  const stacked = uses.flatMap((use) => /^carries device (\S+)$/.exec(use)?.[1] ?? []);
  const ways = [
    ...(uses.some((use) => use.startsWith('is part of '))
      ? [`ip link set dev ${device} nomaster`]
      : []),
    ...stacked.map((each) => `ip link del dev ${each}`),
    ...(uses.some((use) => use.startsWith('carries address '))
      ? [`ip address flush dev ${device}`]
      : []),
    ...(uses.includes('carries a default route') ? [`ip route del default dev ${device}`] : []),
  ];
  return ways.join('; ');
};

export const otherUse = askingPorts({
  name: 'other-use',
  title: 'Ports in use',
  about:
    'A port with an address, a default route, a bridge or bond above it, or virtual interfaces on it is in use; it may be the management port of the machine. Runs do not use such ports: test traffic needs an isolated network (RFC 6815).',
  asks: () => PORT_STATES,
  judge: (facts, role, stateOf) =>
    eachPort(role, facts, ({ port: { interface: device } }) => {
      const read = stateOf(device);
      if ('unread' in read) {
        return [
          {
            severity: 'notes',
            found: `what uses ${device} could not be read: ${read.unread}`,
            why: 'it may be the management port of the machine',
          },
        ];
      }
      const { uses = [] } = read.value.state ?? {};
      return uses.length === 0
        ? []
        : [
            {
              severity: 'stops',
              found: `${device} ${uses.join(', ')}`,
              why: 'a run would disrupt its present use, and test traffic needs an isolated network (RFC 6815)',
              fix: `name another port in the testbed, or free this one: ${freeing(device, uses)}`,
            },
          ];
    }),
});
