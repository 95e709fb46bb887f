import { askingPorts } from '../../check.js';
import { eachPort } from '../../each-port.js';
import { PORT_STATES } from '../../port-states.js';

export const otherUse = askingPorts({
  name: 'other-use',
  title: 'Ports that something else uses',
  about:
    'A port with an address, a default route, a bridge or bond above it, or virtual interfaces on it serves something else; it may be the one that the machine is managed through. No run takes it: test traffic needs networks of its own (RFC 6815).',
  asks: () => PORT_STATES,
  judge: (facts, role, stateOf) =>
    eachPort(role, facts, ({ port: { interface: device } }) => {
      const read = stateOf(device);
      if ('unread' in read) {
        return [
          {
            severity: 'notes',
            found: `what uses ${device} could not be read: ${read.unread}`,
            why: 'it may be the port that the machine is managed through',
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
              why: 'a run would cut off what uses it, and test traffic needs networks of its own (RFC 6815)',
              fix: `name another port in the testbed, or free this one: ip address flush dev ${device}`,
            },
          ];
    }),
});
