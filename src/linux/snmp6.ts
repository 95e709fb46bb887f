import { decimal } from './counter-text.js';
import { ParseFailure } from './parse-failure.js';

/**
 * The counters of /proc/net/snmp6, a name and a value a line: `Ip6InDiscards 0`. They count for
 * one network namespace (net/ipv6/proc.c).
 * @throws ParseFailure when a line is no pair, or a value is no number
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
