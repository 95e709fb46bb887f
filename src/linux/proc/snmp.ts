import { decimal } from '../text/number.js';
import { ParseFailure } from '../text/parse-failure.js';
import { wordsOf } from '../text/words.js';

/** The counters of a file. Only the requested ones are read. */
export interface Counters {
  /** @returns `undefined` if the file does not have it. @throws ParseFailure if it cannot be read */
  get(name: string): number | undefined;
}

/**
 * The counters of /proc/net/snmp and /proc/net/netstat by `Group.Name`: `Ip.InDiscards`,
 * `IpExt.InNoRoutes`. The files have pairs of lines, names and values, each after the group's name;
 * they may be concatenated. They count for one network namespace.
 */
export const parseSnmp = (text: string, where?: string): Counters => {
  const lines = text.split('\n');
  return {
    get: (field) => {
      const [group = '', name = ''] = field.split('.');
      const [heading, numbers] = lines.filter((line) => line.trimStart().startsWith(`${group}:`));
      const names = wordsOf(heading ?? '');
      const column = names.indexOf(name);
      if (heading === undefined || column < 1) return undefined;
      const source = `${field} in /proc/net/snmp or /proc/net/netstat`;
      const values = wordsOf(numbers ?? '');
      if (values.length === names.length) return decimal(values[column], { source, where });
      throw new ParseFailure({
        source,
        expected: 'a line of names and one of as many values',
        text: [heading, numbers ?? ''].join('\n'),
        where,
      });
    },
  };
};

/**
 * The counters of /proc/net/snmp6, a name and a value per line: `Ip6InDiscards 0`. They count for
 * one network namespace (net/ipv6/proc.c).
 */
export const parseSnmp6 = (text: string, where?: string): Counters => {
  const rows = text.split('\n').map(wordsOf);
  return {
    get: (name) => {
      const row = rows.find(([first]) => first === name);
      if (row === undefined) return undefined;
      const [, value, ...more] = row;
      const source = `${name} in /proc/net/snmp6`;
      if (value !== undefined && more.length === 0) return decimal(value, { source, where });
      throw new ParseFailure({
        source,
        expected: 'a name and a value',
        text: row.join(' '),
        where,
      });
    },
  };
};
