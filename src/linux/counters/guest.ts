import { askGuests, parseAnswers, type GuestTexts } from '../guest/answer.js';
import { QDISCS } from '../guest/init.js';
import { GUESTS } from '../guest/processes.js';
import { parseUnresolvedDiscards } from '../proc/neighbour-stat.js';
import { parseSnmp, parseSnmp6 } from '../proc/snmp.js';
import { parseBacklogDrops } from '../proc/softnet-stat.js';
import { parseRootDrops } from '../tc/qdisc.js';
import type { CounterKind, CounterValue } from './counter-kind.js';

/** Counters of a guest's kernel, corresponding to those of the DUT without the prefix `guest-`. */
export interface GuestCounter {
  readonly source:
    | 'guest-softnet'
    | 'guest-snmp'
    | 'guest-snmp6'
    | 'guest-neighbour'
    | 'guest-neighbour6'
    | 'guest-qdisc';
  /** The guest, which has one only. */
  readonly namespace?: string | undefined;
  readonly interface?: string | undefined;
  readonly field: string;
}

/** Finds a counter in the answer of its guest. */
type Find = (
  text: (heading: string) => string,
  counter: GuestCounter,
  where: string,
) => CounterValue | undefined;

const COMMAND = askGuests(GUESTS);

const inGuest = (find: Find): CounterKind<GuestCounter> => ({
  from: {
    command: COMMAND,
    parse: (stdout, where) => {
      const answers = parseAnswers(stdout);
      const textOf = (texts: GuestTexts) => (heading: string) => texts.get(heading) ?? '';
      return {
        of: (counter) => {
          const texts = answers.get(counter.namespace ?? '');
          return texts && find(textOf(texts), counter, `${counter.namespace} on ${where}`);
        },
      };
    },
  },
});

const neighbours = (file: string): CounterKind<GuestCounter> =>
  inGuest((text, _, where) => parseUnresolvedDiscards(text(file), where, file));

/** Counters of guests' kernels, which the guests print on their consoles. */
export const GUEST_KINDS: Readonly<Record<GuestCounter['source'], CounterKind<GuestCounter>>> = {
  'guest-softnet': inGuest((text, _, where) =>
    parseBacklogDrops(text('/proc/net/softnet_stat'), where),
  ),
  'guest-snmp': inGuest((text, { field }, where) =>
    parseSnmp(text('/proc/net/snmp') + text('/proc/net/netstat'), where).get(field),
  ),
  'guest-snmp6': inGuest((text, { field }, where) =>
    parseSnmp6(text('/proc/net/snmp6'), where).get(field),
  ),
  'guest-neighbour': neighbours('/proc/net/stat/arp_cache'),
  'guest-neighbour6': neighbours('/proc/net/stat/ndisc_cache'),
  'guest-qdisc': inGuest((text, counter, where) =>
    parseRootDrops(text(QDISCS), where).of(counter.interface ?? ''),
  ),
};
