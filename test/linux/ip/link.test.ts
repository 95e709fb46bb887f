import { describe, expect, it } from 'vitest';
import { parseLinks } from '../../../src/linux/ip/link.js';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { fixture } from '../fixture.js';
import { staysAs, withForeignObjects } from '../foreign.js';

const DUT = ['lo', 'eth0', 'eth1', 'eth2', 'eth3', 'eth4'];

describe('parseLinks', () => {
  it('reads names, addresses, and flags of a forwarding DUT', () => {
    const links = parseLinks(fixture('ip-link.json'));
    expect(links.names).toEqual(DUT);
    expect(links.of('eth4')).toEqual({
      interface: 'eth4',
      mac: '02:00:00:00:00:24',
      flags: expect.arrayContaining(['UP', 'LOWER_UP']) as string[],
    });
    expect(links.of('eth5')).toBeUndefined();
  });

  it('reads a namespace, where a device is down', () => {
    const links = parseLinks(fixture('ip-link-namespace.json'));
    expect(links.of('lo')?.flags).toEqual(['LOOPBACK']);
    expect(links.of('mv0')?.flags).toContain('UP');
  });

  it('reads a machine with tunnels, whose link is null; they have no Ethernet address', () => {
    const links = parseLinks(fixture('ip-address-tunnels.json'));
    expect(links.of('eth1')?.mac).toBe('02:00:00:00:00:21');
    for (const tunnel of ['sit0', 'tunl0', 'gre0']) {
      expect(links.of(tunnel)).toEqual({ interface: tunnel, flags: ['NOARP'] });
    }
  });

  it('reads our devices whatever else there is', () => {
    const read = (text: string) => DUT.map((name) => parseLinks(text).of(name));
    staysAs(fixture('ip-link.json'), withForeignObjects, read, (found, expected) => {
      expect(found).toEqual(expected);
    });
  });

  it('takes no output for no devices', () => {
    expect(parseLinks('').names).toEqual([]);
  });

  it('names the machine and the text it cannot read', () => {
    const parse = () => parseLinks('Object "lnk" is unknown', 'dut');
    expect(parse).toThrow(ParseFailure);
    expect(parse).toThrow(/ip -j link on dut: expected JSON, found "Object \\"lnk\\" is unknown"/);
    expect(() => parseLinks('[{"ifname": "eth0"}]', 'dut').of('eth0')).toThrow(
      /on dut.*at flags.*eth0/,
    );
  });
});
