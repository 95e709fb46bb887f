import { NICS, type Nic } from '../../linux/device/nic.js';
import { ask, asOne, mapped, valueOf, type Query } from '../../linux/text/query.js';
import { PORT_STATES } from '../port-states.js';

/** The NICs of a network namespace, and why some of them must not be used. */
export interface PortUses {
  readonly nics: readonly Nic[];
  /** Why no test frame may be sent on it; undefined for a free port. */
  readonly useOf: (device: string) => string | undefined;
}

/**
 * The devices with TCP connections at link-local addresses: `[fe80::1]%eth0:22`. Any other address already
 * means that the device is in use.
 */
const connected = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/fe80:[^\s%\]]*\]?%([^\s:\]]+)/gi)].map(([, device = '']) => device));

/** The uses of NICs: addresses, default routes, devices on top, and this controller's own connection. */
export const PORT_USES: Query<PortUses> = mapped(
  asOne({
    nics: NICS,
    stateOf: PORT_STATES,
    connections: ask(['ss', '-H', '-t', '-n', 'state', 'established'], (text) => text),
  }),
  ({ nics, stateOf, connections }) => {
    const busy = 'value' in connections ? connected(connections.value) : undefined;
    return {
      nics: valueOf(nics) ?? [],
      useOf: (device) => {
        const read = stateOf(device);
        if ('unread' in read) return 'what uses it could not be read';
        const { state } = read.value;
        if (state === undefined) return 'the network device does not exist';
        if (state.uses.length > 0) return `it ${state.uses.join(', ')}`;
        // It may be the one through which this machine is reached.
        if (busy === undefined) return 'which connections go through it could not be read';
        return busy.has(device) ? 'a connection to this machine goes through it' : undefined;
      },
    };
  },
);
