import { describe, expect, it } from 'vitest';
import { parseLinks } from '../../../src/linux/ip/link.js';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { fixture } from '../fixture.js';

describe('parseLinks', () => {
  it('reads names, addresses, and states of a forwarding DUT', () => {
    const links = parseLinks(fixture('ip-link.json'));
    expect(links.map((link) => link.interface)).toEqual([
      'lo',
      'eth0',
      'eth1',
      'eth2',
      'eth3',
      'eth4',
    ]);
    expect(links[5]).toEqual({
      interface: 'eth4',
      mac: '02:00:00:00:00:24',
      state: 'UP',
      up: true,
      mtu: 1500,
    });
  });

  it('reads a namespace, where a device is down', () => {
    const [loopback, macvlan] = parseLinks(fixture('ip-link-namespace.json'));
    expect(loopback).toMatchObject({ up: false, state: 'DOWN' });
    expect(macvlan).toMatchObject({ interface: 'mv0', up: true });
  });

  it('takes no output for no devices', () => {
    expect(parseLinks('')).toEqual([]);
  });

  it('names the machine and the text it cannot read', () => {
    const parse = () => parseLinks('Object "lnk" is unknown', 'dut');
    expect(parse).toThrow(ParseFailure);
    expect(parse).toThrow(/ip -j link on dut: expected JSON, found "Object \\"lnk\\" is unknown"/);
    expect(() => parseLinks('[{"ifname": "eth0"}]', 'dut')).toThrow(/at 0\.operstate/);
  });
});
