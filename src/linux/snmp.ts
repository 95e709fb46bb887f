import { decimal } from './counter-text.js';
import { ParseFailure } from './parse-failure.js';

/**
 * The counters of /proc/net/snmp and /proc/net/netstat, which come in pairs of lines (names, then
 * values, both after the group's name), by `Group.Name`: `Ip.InDiscards`, `IpExt.InNoRoutes`.
 * Both files may be given one after the other. They count for one network namespace.
 * @throws ParseFailure when lines do not pair up, or a value is no number
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
      throw new ParseFailure({ source, expected: 'names, then as many values', text: pair, where });
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
