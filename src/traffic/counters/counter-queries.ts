import { labelledFiles, parseLabelledFiles } from '../../linux/text/labelled-files.js';
import {
  carrierChangesFile,
  linkStatisticFile,
  parseLinkStatistic,
} from '../../linux/device/statistics.js';
import { parseUnresolvedDiscards } from '../../linux/proc/neighbour-stat.js';
import { parseRootQdiscs } from '../../linux/tc/qdisc.js';
import { parseSnmp, parseSnmp6 } from '../../linux/proc/snmp.js';
import { parseSoftnetStat } from '../../linux/proc/softnet-stat.js';
import { inNamespace, type Argv } from '../../model/command.js';
import type { CounterSource } from '../../model/counter.js';

/** One command, and how the counters that are wanted from it are found in what it prints. */
export interface CounterQuery {
  readonly argv: Argv;
  readonly counters: readonly CounterSource[];
  /** Parses the output once. @throws ParseFailure */
  readonly parse: (stdout: string, where: string) => CounterLookup;
}

/** The value of a counter; `undefined` where the machine does not have it. */
export type CounterLookup = (counter: CounterSource) => number | undefined;

type FileCounter = Exclude<CounterSource, { source: 'qdisc' }>;

const SOFTNET = '/proc/net/softnet_stat';
const NEIGHBOURS = {
  neighbour: '/proc/net/stat/arp_cache',
  neighbour6: '/proc/net/stat/ndisc_cache',
};
const SNMP = ['/proc/net/snmp', '/proc/net/netstat'] as const;
const SNMP6 = '/proc/net/snmp6';

const filesOf = (counter: FileCounter): readonly string[] => {
  switch (counter.source) {
    case 'link':
      return [linkStatisticFile(counter.interface, counter.field)];
    case 'carrier':
      return [carrierChangesFile(counter.interface)];
    case 'softnet':
      return [SOFTNET];
    case 'snmp':
      return SNMP;
    case 'snmp6':
      return [SNMP6];
    case 'neighbour':
    case 'neighbour6':
      return [NEIGHBOURS[counter.source]];
  }
};

const fileQuery = (namespace: string, counters: readonly FileCounter[]): CounterQuery => ({
  argv: inNamespace(
    namespace === '' ? undefined : namespace,
    labelledFiles([...new Set(counters.flatMap(filesOf))]),
  ),
  counters,
  parse: (stdout, where) => {
    const texts = parseLabelledFiles(stdout);
    const text = (path: string): string => texts.get(path) ?? '';
    const snmp = parseSnmp(SNMP.map(text).join(''), where);
    const snmp6 = parseSnmp6(text(SNMP6), where);
    return (counter) => {
      switch (counter.source) {
        case 'link':
          return parseLinkStatistic(
            text(linkStatisticFile(counter.interface, counter.field)),
            where,
          );
        case 'carrier':
          return parseLinkStatistic(text(carrierChangesFile(counter.interface)), where);
        case 'softnet':
          return parseSoftnetStat(text(SOFTNET), where).reduce((sum, cpu) => sum + cpu.dropped, 0);
        case 'snmp':
          return snmp.get(counter.field);
        case 'snmp6':
          return snmp6.get(counter.field);
        case 'neighbour':
        case 'neighbour6': {
          const file = NEIGHBOURS[counter.source];
          return parseUnresolvedDiscards(text(file), where, file);
        }
        case 'qdisc':
          return undefined;
      }
    };
  },
});

const qdiscQuery = (counters: readonly CounterSource[]): CounterQuery => ({
  argv: ['tc', '-s', '-j', 'qdisc'],
  counters,
  parse: (stdout, where) => {
    const roots = parseRootQdiscs(stdout, where);
    return (counter) =>
      counter.source === 'qdisc'
        ? roots.find((root) => root.interface === counter.interface)?.drops
        : undefined;
  },
});

/**
 * The fewest commands that read these counters of one machine: one `tail` for each network
 * namespace, and one `tc` where a queueing discipline is among them.
 */
export const counterQueries = (counters: readonly CounterSource[]): readonly CounterQuery[] => {
  const byNamespace = new Map<string, FileCounter[]>();
  const qdiscs: CounterSource[] = [];
  for (const counter of counters) {
    if (counter.source === 'qdisc') {
      qdiscs.push(counter);
      continue;
    }
    const namespace = ('namespace' in counter ? counter.namespace : undefined) ?? '';
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), counter]);
  }
  return [
    ...[...byNamespace].map(([namespace, group]) => fileQuery(namespace, group)),
    ...(qdiscs.length > 0 ? [qdiscQuery(qdiscs)] : []),
  ];
};
