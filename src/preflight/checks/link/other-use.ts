import { parsePortStates } from '../../../provision/steps/port-state.js';
import { ask, asOne, valueOf } from '../../../linux/text/query.js';
import { askingPorts } from '../../check.js';

export const otherUse = askingPorts({
  name: 'other-use',
  title: 'Ports that something else uses',
  about:
    'A port with an address, a default route, a bridge or bond above it, or virtual interfaces on it serves something else; it may be the one that the machine is managed through. No run takes it: test traffic needs networks of its own (RFC 6815).',
  asks: () =>
    asOne({
      addresses: ask(['ip', '-j', '-d', 'address', 'show'], (text) => text),
      routes: ask(['ip', '-j', 'route', 'show', 'table', 'all', 'default'], (text) => text),
      routes6: ask(['ip', '-j', '-6', 'route', 'show', 'table', 'all', 'default'], (text) => text),
    }),
  judge: ({ device }, { ports, role }, { addresses, routes, routes6 }) => {
    const there = ports.filter((port) => device(port.interface) !== undefined);
    const text = valueOf(addresses);
    if (text === undefined) return [];
    const states = parsePortStates(
      there.map((port) => port.interface),
      text,
      [valueOf(routes) ?? '', valueOf(routes6) ?? ''],
      role,
    );
    return there.flatMap((port) => {
      const uses = states.find((state) => state.interface === port.interface)?.uses ?? [];
      return uses.length === 0
        ? []
        : [
            {
              severity: 'stops' as const,
              port: port.name,
              found: `${port.interface} ${uses.join(', ')}`,
              why: 'a run would cut off what uses it, and test traffic needs networks of its own (RFC 6815)',
              fix: `name another port in the testbed, or free this one: ip address flush dev ${port.interface}`,
            },
          ];
    });
  },
});
