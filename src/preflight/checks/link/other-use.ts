import { askingPorts } from '../../check.js';
import { eachPort } from '../../each-port.js';
import { PORT_STATES } from '../../port-states.js';

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
      const { uses = [], freeing = [] } = read.value.state ?? {};
      return uses.length === 0
        ? []
        : [
            {
              severity: 'stops',
              found: `${device} ${uses.join(', ')}`,
              why: 'a run would disrupt its present use, and test traffic needs an isolated network (RFC 6815)',
              fix: `name another port in the testbed, or free this one: ${freeing.join('; ')}`,
            },
          ];
    }),
});
