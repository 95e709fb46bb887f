import type { CounterValue } from '../../linux/counters/counter-kind.js';
import { Failure } from '../../model/failure.js';
import { sum } from '../../model/numbers/sum.js';
import { counterRefKey, wrapOf, type CounterRef, type Reading } from './reading.js';

/** What a counter counted from one reading to a later one, or why that is not known. */
export type Increase =
  | { readonly state: 'known'; readonly frames: number }
  | { readonly state: 'unknown'; readonly why: string };

const unknown = (why: string): Increase => ({ state: 'unknown', why });

/**
 * A counter that went backwards was reset, unless it is known to wrap at 2^32: it can have wrapped
 * once if at least as many frames as it then counted were sent, and not twice, as fewer than 2^32
 * were sent. A counter not known to be 32 bits wide is never assumed to have wrapped: a reloaded
 * driver looks the same.
 */
const ofNumbers = (from: number, to: number, wrap: number | undefined, most: number): Increase => {
  if (to >= from) return { state: 'known', frames: to - from };
  if (wrap !== undefined) {
    const frames = (((to - from) % wrap) + wrap) % wrap;
    if (frames <= most && (most < wrap || most === Infinity)) return { state: 'known', frames };
  }
  return unknown(`it went back from ${from} to ${to}`);
};

/** The same for a table with a row for each CPU; both readings must have the same CPUs. */
const ofRows = (
  from: ReadonlyMap<string, number>,
  to: ReadonlyMap<string, number>,
  wrap: number | undefined,
  most: number,
): Increase => {
  const other = [...to.keys()].find((cpu) => !from.has(cpu));
  if (other !== undefined) return unknown(`CPU ${other} had no row before, then ${to.get(other)}`);
  let frames = 0;
  for (const [cpu, value] of from) {
    const later = to.get(cpu);
    if (later === undefined) return unknown(`CPU ${cpu} had ${value}, then no row`);
    const own = ofNumbers(value, later, wrap, most);
    if (own.state === 'unknown') return unknown(`of CPU ${cpu} ${own.why}`);
    frames += own.frames;
  }
  return { state: 'known', frames };
};

const text = (value: CounterValue): string =>
  typeof value === 'number' ? String(value) : `${sum([...value.values()])}`;

/**
 * What a counter counted between two readings. Pure.
 * @param most frames that it can have counted
 */
export const increaseBetween = (
  counterRef: CounterRef,
  before: Reading,
  after: Reading,
  most = Infinity,
): Increase => {
  const key = counterRefKey(counterRef);
  const [from, to] = [before.get(key), after.get(key)];
  if (from === undefined)
    return unknown(to === undefined ? 'not read' : `missing, then ${text(to)}`);
  if (to === undefined) return unknown(`${text(from)}, then missing`);
  const wrap = wrapOf(counterRef);
  if (typeof from === 'number' && typeof to === 'number') return ofNumbers(from, to, wrap, most);
  if (typeof from === 'object' && typeof to === 'object') return ofRows(from, to, wrap, most);
  return unknown(`${text(from)}, then ${text(to)} in another form`);
};

/** The same if it is known. @throws Failure if it is not */
export const increase = (counterRef: CounterRef, before: Reading, after: Reading): number => {
  const found = increaseBetween(counterRef, before, after);
  if (found.state === 'known') return found.frames;
  throw new Failure({
    attempted: `taking the difference of counter ${counterRefKey(counterRef)}`,
    got: found.why,
    remedy: 'a device was recreated or a machine restarted meanwhile: repeat the run',
  });
};
