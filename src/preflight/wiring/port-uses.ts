import { NICS, type Nic } from '../../linux/device/nic.js';
import { ask, asOne, mapped, valueOf, type Query } from '../../linux/text/query.js';
import { parsePortStates } from '../../provision/steps/port-state.js';

/** The NICs of a network namespace, and why some of them must be left alone. */
export interface PortUses {
  readonly nics: readonly Nic[];
  /** Why no test frame may be sent on it; undefined for a free port. */
  readonly useOf: (device: string) => string | undefined;
}

/**
 * The devices whose link-local addresses connections are at: `[fe80::1]%eth0:22`. Other addresses show by
 * themselves that something uses the device.
 */
const connected = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/fe80:[^\s%\]]*\]?%([^\s:\]]+)/gi)].map(([, device = '']) => device));

const UNREAD = 'what uses it could not be read';

/** What uses the NICs: addresses, default routes, devices on top, and the connection of whoever asks. */
export const PORT_USES: Query<PortUses> = mapped(
  asOne({
    nics: NICS,
    addresses: ask(['ip', '-j', '-d', 'address', 'show'], (text) => text),
    routes: ask(['ip', '-j', 'route', 'show', 'table', 'all', 'default'], (text) => text),
    // A kernel may be without IPv6.
    routes6: ask(['ip', '-j', '-6', 'route', 'show', 'table', 'all', 'default'], (text) => text),
    connections: ask(['ss', '-H', '-t', '-n', 'state', 'established'], (text) => text),
  }),
  ({ nics: read, addresses, routes, routes6, connections }) => {
    const nics = valueOf(read) ?? [];
    const text = valueOf(addresses);
    const routed = valueOf(routes);
    if (text === undefined || routed === undefined) return { nics, useOf: () => UNREAD };
    const busy = connected(valueOf(connections) ?? '');
    return {
      nics,
      useOf: (device) => {
        const [state] = parsePortStates([device], text, [routed, valueOf(routes6) ?? ''], '');
        if (state === undefined) return 'there is no such network device';
        if (state.uses.length > 0) return `it ${state.uses.join(', ')}`;
        return busy.has(device) ? 'a connection to this machine goes through it' : undefined;
      },
    };
  },
);
