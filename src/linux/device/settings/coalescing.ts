import type { Coalescing } from '../../../model/schema/setup/port-settings.js';
import { ask, type Query, type Readout } from '../../text/query.js';
import { fieldsOf, switchOf } from './fields.js';

/** Two switches on one line: `Adaptive RX: on  TX: off`. */
const SWITCHES = /^(Adaptive|CQE mode) RX: (\S+)\s+TX: (\S+)/gm;

const NAMES: Readonly<Record<string, string>> = { Adaptive: 'adaptive', 'CQE mode': 'cqe-mode' };

const switches = (text: string): readonly (readonly [string, boolean])[] =>
  [...text.matchAll(SWITCHES)].flatMap(([, name = '', receive, transmit]) =>
    (
      [
        ['rx', receive],
        ['tx', transmit],
      ] as const
    ).flatMap(([way, state]) => {
      const on = switchOf(state);
      return on === undefined ? [] : [[`${NAMES[name] ?? name}-${way}`, on] as const];
    }),
  );

/**
 * Parses the output of `ethtool -c DEVICE`: the parameters that the driver has, by ethtool's names.
 * Undefined for other output.
 */
export const parseCoalescing = (text: string): Coalescing | undefined => {
  if (!/^Coalesce parameters for /m.test(text)) return undefined;
  const numbers = [...fieldsOf(text)].flatMap(([name, value]) =>
    /^[a-z-]+$/.test(name) && /^\d+$/.test(value) ? [[name, Number(value)] as const] : [],
  );
  return Object.fromEntries<boolean | number>([...switches(text), ...numbers]);
};

/** How a port's interrupts are moderated. */
export const coalescing = (port: string): Query<Readout<Coalescing>> =>
  ask(['ethtool', '-c', port], parseCoalescing);
