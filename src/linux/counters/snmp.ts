import { parseSnmp, parseSnmp6 } from '../proc/snmp.js';
import type { CounterKind } from './counter-kind.js';

/** Counters of the IP stack of a namespace: `Ip.InDiscards`; for IPv6 `Ip6InDiscards`. */
export interface SnmpCounter {
  readonly source: 'snmp' | 'snmp6';
  readonly namespace?: string | undefined;
  readonly field: string;
}

const FILES = ['/proc/net/snmp', '/proc/net/netstat'] as const;
const FILE6 = '/proc/net/snmp6';

export const snmp: CounterKind<SnmpCounter> = {
  from: {
    files: () => FILES,
    parseFiles: (text, where) => {
      const values = parseSnmp(FILES.map(text).join(''), where);
      return { of: ({ field }) => values.get(field) };
    },
  },
};

export const snmp6: CounterKind<SnmpCounter> = {
  from: {
    files: () => [FILE6],
    parseFiles: (text, where) => {
      const values = parseSnmp6(text(FILE6), where);
      return { of: ({ field }) => values.get(field) };
    },
  },
};
