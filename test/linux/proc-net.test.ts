import { describe, expect, it } from 'vitest';
import { labelledFiles, parseLabelledFiles } from '../../src/linux/text/labelled-files.js';
import { parseUnresolvedDiscards } from '../../src/linux/proc/neighbour-stat.js';
import { ParseFailure } from '../../src/linux/text/parse-failure.js';
import { parseSnmp6, parseSnmp } from '../../src/linux/proc/snmp.js';
import { parseSoftnetStat } from '../../src/linux/proc/softnet-stat.js';
import { parseUdpDrops } from '../../src/linux/proc/udp-sockets.js';
import { fixture } from './fixture.js';

describe('parseSoftnetStat', () => {
  it('reads one row a CPU, in hexadecimal', () => {
    const rows = parseSoftnetStat(fixture('softnet_stat-two-cpus.txt'));
    expect(rows).toHaveLength(2);
    expect(parseSoftnetStat(fixture('softnet_stat-overload.txt'))).toEqual([
      { processed: 0x232e3, dropped: 43_119, timeSqueeze: 154 },
    ]);
  });

  it('refuses text that is no table of hexadecimal numbers', () => {
    expect(() => parseSoftnetStat('cpu0: 12', 'dut')).toThrow(/softnet_stat on dut.*"cpu0:"/);
    expect(() => parseSoftnetStat('')).toThrow(ParseFailure);
    expect(() => parseSoftnetStat('00000001')).toThrow(/\(nothing\)/);
  });
});

describe('parseSnmp', () => {
  it('reads the pairs of lines of both files', () => {
    const counters = parseSnmp(fixture('snmp.txt') + fixture('netstat.txt'));
    expect(counters.get('Ip.InReceives')).toBe(15113);
    expect(counters.get('Ip.ForwDatagrams')).toBe(15000);
    expect(counters.get('Ip.InDiscards')).toBe(0);
    expect(counters.get('IpExt.InNoRoutes')).toBe(0);
    expect(counters.get('TcpExt.IPReversePathFilter')).toBe(0);
    expect(counters.has('Tcp.MaxConn')).toBe(false);
  });

  it('refuses lines that do not pair up', () => {
    expect(() => parseSnmp('Ip: A B\nIp: 1\n', 'dut')).toThrow(/on dut: expected names/);
    expect(() => parseSnmp('Ip: A B\nUdp: 1 2\n')).toThrow(ParseFailure);
    expect(() => parseSnmp('Ip: A B\n')).toThrow(ParseFailure);
    expect(() => parseSnmp('Ip: A B\nIp: 1 x\n')).toThrow(/decimal number, found "x"/);
  });
});

describe('parseSnmp6', () => {
  it('reads a counter a line', () => {
    const counters = parseSnmp6(fixture('snmp6.txt'));
    expect(counters.get('Ip6InReceives')).toBe(12_000);
    expect(counters.get('Ip6OutForwDatagrams')).toBe(12_000);
    expect(counters.get('Ip6InDiscards')).toBe(0);
  });

  it('refuses what is no counter', () => {
    expect(() => parseSnmp6('Ip6InReceives', 'dut')).toThrow(/snmp6 on dut: expected a name/);
    expect(() => parseSnmp6('Ip6InReceives x')).toThrow(ParseFailure);
    expect(() => parseSnmp6('Ip6InReceives 1 2')).toThrow(ParseFailure);
  });
});

describe('parseUnresolvedDiscards', () => {
  it('sums the column over the CPUs', () => {
    expect(parseUnresolvedDiscards(fixture('arp_cache.txt'))).toBe(0);
    expect(parseUnresolvedDiscards(fixture('arp_cache-discards.txt'))).toBe(1229);
  });

  it('refuses a table without the column', () => {
    expect(() => parseUnresolvedDiscards('entries allocs\n1 2')).toThrow(/unresolved_discards/);
  });
});

describe('parseUdpDrops', () => {
  it('reads the drops of each local port', () => {
    const drops = parseUdpDrops(fixture('udp-drops.txt'));
    expect(drops.get(24201)).toBe(64371);
    expect(drops.get(24104)).toBe(9988);
    expect(drops.get(24204)).toBe(0);
    expect(drops.size).toBe(8);
  });

  it('has no sockets in an empty table, and refuses another one', () => {
    const [heading = ''] = fixture('udp-drops.txt').split('\n');
    expect(parseUdpDrops(heading).size).toBe(0);
    expect(() => parseUdpDrops('sl local_address rem_address st', 'here')).toThrow(/drops/);
  });
});

describe('labelled files', () => {
  it('are split by path again, and parse', () => {
    const files = parseLabelledFiles(fixture('proc-files.txt'));
    expect([...files.keys()]).toEqual([
      '/proc/net/softnet_stat',
      '/proc/net/snmp',
      '/proc/net/netstat',
      '/proc/net/stat/arp_cache',
    ]);
    expect(parseSoftnetStat(files.get('/proc/net/softnet_stat') ?? '')).toHaveLength(1);
    expect(parseSnmp(files.get('/proc/net/snmp') ?? '').get('Ip.Forwarding')).toBe(1);
    expect(parseUnresolvedDiscards(files.get('/proc/net/stat/arp_cache') ?? '')).toBe(0);
  });

  it('are printed under headings even when there is only one', () => {
    expect(labelledFiles(['/proc/net/snmp'])).toContain('--verbose');
  });
});
