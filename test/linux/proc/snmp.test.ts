import { describe, expect, it } from 'vitest';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { parseSnmp6, parseSnmp } from '../../../src/linux/proc/snmp.js';
import { fixture } from '../fixture.js';

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
    expect(() => parseSnmp('Ip: A B\nIp: 1\n', 'dut')).toThrow(/on dut: expected a line of names/);
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
