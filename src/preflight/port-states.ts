import { ask, asOne, mapped, readWith, type Query, type Readout } from '../linux/text/query.js';
import { parsePortStates, type PortState } from '../provision/steps/port-state.js';

const COMMANDS = {
  addresses: ['ip', '-j', '-d', 'address', 'show'],
  routes: ['ip', '-j', 'route', 'show', 'table', 'all', 'default'],
  routes6: ['ip', '-j', '-6', 'route', 'show', 'table', 'all', 'default'],
} as const;

/** The state of a network device; undefined if there is none of that name. */
type StateOf = (device: string) => Readout<{ readonly state: PortState | undefined }>;

const printed = (text: string): string => text;

/**
 * Whether a port is free for test traffic, or why that could not be read. Only requested devices are
 * parsed, as others may be of an unknown form.
 */
export const PORT_STATES: Query<StateOf> = mapped(
  asOne({
    addresses: ask(COMMANDS.addresses, printed),
    routes: ask(COMMANDS.routes, printed),
    routes6: ask(COMMANDS.routes6, printed),
  }),
  ({ addresses, routes, routes6 }) =>
    (device) => {
      if ('unread' in addresses) return addresses;
      if ('unread' in routes) return routes;
      // A kernel may lack IPv6.
      const all = [routes.value, 'value' in routes6 ? routes6.value : ''];
      return readWith(COMMANDS.addresses.join(' '), () => {
        const [state] = parsePortStates([device], addresses.value, all, '');
        return { state };
      });
    },
);
