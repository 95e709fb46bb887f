import { UDP_DROPS_WRAP } from '../../linux/proc/udp-sockets.js';
import type { CounterValue } from '../../linux/counters/counter-kind.js';
import {
  counterKey,
  counterKind,
  machineWide,
  type CounterSource,
} from '../../linux/counters/index.js';
import type { RoleName } from '../../config/testbed/testbed-file.js';

/** One counter and the place where it is read: a role's machine, or this computer. */
export type CounterRef =
  | { readonly at: RoleName; readonly counter: CounterSource }
  | { readonly at: 'controller'; readonly udpPort: number };

/** Counter values at one moment, by `counterRefKey`. Counters that were not found are missing. */
export type Reading = ReadonlyMap<string, CounterValue>;

/** A counter's name, the same for the same counter: `dut/link//eth1/rx_packets`. */
export const counterRefKey = (counterRef: CounterRef): string =>
  counterRef.at === 'controller'
    ? `controller/udp/${counterRef.udpPort}`
    : `${counterRef.at}/${counterKey(machineWide(counterRef.counter))}`;

/** The value at which a counter wraps to 0; undefined if it is wide enough never to. */
export const wrapOf = (counterRef: CounterRef): number | undefined => {
  if (counterRef.at === 'controller') return UDP_DROPS_WRAP;
  return counterKind(counterRef.counter).wrap;
};

/** Whether two values of a counter are equal. */
export const sameValue = (one: CounterValue, other: CounterValue | undefined): boolean =>
  typeof one === 'number' || typeof other !== 'object'
    ? one === other
    : one.size === other.size && [...one].every(([cpu, value]) => other.get(cpu) === value);
