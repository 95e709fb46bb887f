import { describe, expect, it } from 'vitest';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { parseSnmp6, parseSnmp } from '../../../src/linux/proc/snmp.js';
import { fixture } from '../fixture.js';
import { staysAs, withForeignLines } from '../foreign.js';

describe('parseSnmp', () => {
  it('reads the pairs of lines of both files', () => {
    const counters = parseSnmp(fixture('snmp.txt') + fixture('netstat.txt'));
    expect(counters.get('Ip.InReceives')).toBe(15113);
    expect(counters.get('Ip.ForwDatagrams')).toBe(15000);
    expect(counters.get('Ip.InDiscards')).toBe(0);
    expect(counters.get('IpExt.InNoRoutes')).toBe(0);
    expect(counters.get('TcpExt.IPReversePathFilter')).toBe(0);
    expect(counters.get('Ip.InNothing')).toBeUndefined();
    expect(counters.get('Sctp.InReceives')).toBeUndefined();
  });

  it('reads the requested counters among any others', () => {
    const fields = [
      'Ip.InReceives',
      'Ip.FragFails',
      'IpExt.InNoRoutes',
      'TcpExt.IPReversePathFilter',
    ];
    const read = (text: string) => fields.map((field) => parseSnmp(text).get(field));
    const text = fixture('snmp.txt') + fixture('netstat.txt');
    staysAs(text, withForeignLines, read, (found, expected) => {
      expect(found).toEqual(expected);
    });
  });

  it('rejects a counter in lines that do not match, and shows them', () => {
    const get = (text: string) => () => parseSnmp(text, 'dut').get('Ip.B');
    expect(get('Ip: A B\nIp: 1\n')).toThrow(/Ip\.B in .* on dut: expected a line of names.*Ip: 1/);
    expect(get('Ip: A B\nUdp: 1 2\n')).toThrow(ParseFailure);
    expect(get('Ip: A B\n')).toThrow(ParseFailure);
    expect(get('Ip: A B\nIp: 1 x\n')).toThrow(/decimal number, found "x"/);
    expect(get('Udp: C D\nUdp: 1\nIp: A B\nIp: x 2\n')()).toBe(2);
  });
});

describe('parseSnmp6', () => {
  it('reads one counter per line', () => {
    const counters = parseSnmp6(fixture('snmp6.txt'));
    expect(counters.get('Ip6InReceives')).toBe(12_000);
    expect(counters.get('Ip6OutForwDatagrams')).toBe(12_000);
    expect(counters.get('Ip6InDiscards')).toBe(0);
  });

  it('reads the requested counters among any others', () => {
    const read = (text: string) => parseSnmp6(text).get('Ip6InReceives');
    staysAs(fixture('snmp6.txt'), withForeignLines, read, (found, expected) => {
      expect(found).toBe(expected);
    });
  });

  it('rejects invalid counters, and shows them', () => {
    const get = (text: string) => () => parseSnmp6(text, 'dut').get('Ip6InReceives');
    expect(get('Ip6InReceives')).toThrow(/snmp6 on dut: expected a name/);
    expect(get('Ip6InReceives x')).toThrow(ParseFailure);
    expect(get('Ip6InReceives 1 2')).toThrow(/Ip6InReceives 1 2/);
  });
});
