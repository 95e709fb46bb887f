import { carrier } from './carrier.js';
import type { AnyCounter, CounterKind } from './counter-kind.js';
import { GUEST_KINDS } from './guest.js';
import { link } from './link.js';
import { neighbour, neighbour6 } from './neighbour.js';
import { flowDrops, upcalls } from './openvswitch.js';
import { packetSocket } from './packet-socket.js';
import { qdisc } from './qdisc.js';
import { snmp, snmp6 } from './snmp.js';
import { softnet } from './softnet.js';
import { tcFilter } from './tc-filter.js';

/** Every kind of counter, by the `source` of its counters; a new one is a file and a line here. */
const KINDS = {
  link,
  carrier,
  softnet,
  snmp,
  snmp6,
  neighbour,
  neighbour6,
  qdisc,
  'tc-filter': tcFilter,
  'packet-socket': packetSocket,
  'openvswitch-upcalls': upcalls,
  'openvswitch-flows': flowDrops,
  ...GUEST_KINDS,
};

type CounterOf<Kind> = Kind extends CounterKind<infer Counter> ? Counter : never;

/** A counter of a machine's kernel, specified so that it can be read. Counters never decrease. */
export type CounterSource = CounterOf<(typeof KINDS)[keyof typeof KINDS]>;

/** The kind that a counter is of. */
export const counterKind = ({ source }: CounterSource): CounterKind<CounterSource> => KINDS[source];

/** A counter's name as text, the same for the same counter: the key of a reading. */
export const counterKey = (counter: AnyCounter): string =>
  [counter.source, counter.namespace ?? '', counter.interface ?? '', counter.field].join('/');

/** A counter for human readers: `rx_packets of eth1`, `softnet dropped`. */
export const counterText = ({ source, namespace, interface: device, field }: AnyCounter): string =>
  [
    source === 'link' || source.startsWith('snmp') ? field : `${source} ${field}`,
    ...(device === undefined ? [] : [`of ${device}`]),
    ...(namespace === undefined ? [] : [`in ${namespace}`]),
  ].join(' ');

/**
 * The counter that is actually read: if the kernel counts once per machine, regardless of the
 * namespace, a sum over virtual routers must count it once.
 */
export const machineWide = (counter: CounterSource): CounterSource =>
  counterKind(counter).machineWide === true && 'namespace' in counter
    ? { ...counter, namespace: undefined }
    : counter;
