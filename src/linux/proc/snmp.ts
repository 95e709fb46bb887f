import { decimal } from '../text/number.js';
import { ParseFailure } from '../text/parse-failure.js';

/**
 * The counters of /proc/net/snmp and /proc/net/netstat by `Group.Name`: `Ip.InDiscards`,
 * `IpExt.InNoRoutes`. The files have pairs of lines, names and values, each after the group's name;
 * they may be concatenated. They count for one network namespace.
 * @throws ParseFailure when lines do not pair up, or a value is not a number
 */
export const parseSnmp = (text: string, where?: string): ReadonlyMap<string, number> => {
  const source = '/proc/net/snmp';
  const counters = new Map<string, number>();
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  for (let index = 0; index < lines.length; index += 2) {
    const [group = '', ...names] = (lines[index] ?? '').trim().split(/\s+/);
    const [sameGroup, ...values] = (lines[index + 1] ?? '').trim().split(/\s+/);
    if (group !== sameGroup || !group.endsWith(':') || names.length !== values.length) {
      const pair = lines.slice(index, index + 2).join('\n');
      throw new ParseFailure({
        source,
        expected: 'a line of names and one of as many values',
        text: pair,
        where,
      });
    }
    for (const [column, name] of names.entries()) {
      const value = values[column];
      // Settings among the counters may be negative: Tcp.MaxConn is -1.
      if (value?.startsWith('-') === true) continue;
      counters.set(`${group.slice(0, -1)}.${name}`, decimal(value, { source, where }));
    }
  }
  return counters;
};

/**
 * The counters of /proc/net/snmp6, a name and a value per line: `Ip6InDiscards 0`. They count for
 * one network namespace (net/ipv6/proc.c).
 * @throws ParseFailure when a line is not a pair, or a value is not a number
 */
export const parseSnmp6 = (text: string, where?: string): ReadonlyMap<string, number> => {
  const source = '/proc/net/snmp6';
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line): [string, number] => {
      const [name, value, ...more] = line.trim().split(/\s+/);
      if (name === undefined || value === undefined || more.length > 0) {
        throw new ParseFailure({ source, expected: 'a name and a value', text: line, where });
      }
      return [name, decimal(value, { source, where })];
    }),
  );
};
