import { UDP_DROPS_WRAP } from '../../linux/proc/udp-sockets.js';
import {
  counterKey,
  counterKind,
  machineWide,
  type CounterSource,
} from '../../linux/counters/index.js';
import { Failure } from '../../model/failure.js';
import type { RoleName } from '../../config/testbed/testbed-file.js';

/** One counter and the place where it is read: a role's machine, or this computer. */
export type CounterRef =
  | { readonly at: RoleName; readonly counter: CounterSource }
  | { readonly at: 'controller'; readonly udpPort: number };

/** Counter values at one moment, by `counterRefKey`. */
export type Reading = ReadonlyMap<string, number>;

/** A counter's name, the same for the same counter: `dut/link//eth1/rx_packets`. */
export const counterRefKey = (counterRef: CounterRef): string =>
  counterRef.at === 'controller'
    ? `controller/udp/${counterRef.udpPort}`
    : `${counterRef.at}/${counterKey(machineWide(counterRef.counter))}`;

const wrapOf = (counterRef: CounterRef): number | undefined => {
  if (counterRef.at === 'controller') return UDP_DROPS_WRAP;
  return counterKind(counterRef.counter).wrap;
};

/**
 * The increase of a counter from one reading to a later one; it may wrap.
 * @throws Failure for a counter that went backwards or was not read
 */
export const increase = (counterRef: CounterRef, before: Reading, after: Reading): number => {
  const key = counterRefKey(counterRef);
  const [from, to] = [before.get(key), after.get(key)];
  const attempted = `taking the difference of counter ${key}`;
  if (from === undefined || to === undefined) throw new Failure({ attempted, got: 'not read' });
  const wrap = wrapOf(counterRef);
  if (wrap !== undefined) return (((to - from) % wrap) + wrap) % wrap;
  if (to >= from) return to - from;
  throw new Failure({
    attempted,
    got: `it went from ${from} back to ${to}`,
    remedy: 'a device was created again or a machine restarted during the trial: run it again',
  });
};
