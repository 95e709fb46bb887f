import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOctets, protocolOf } from '../../../src/model/network/ip-address.js';

describe('an address', () => {
  it('has the protocol of its notation', () => {
    expect(protocolOf('198.18.1.2')).toBe('ipv4');
    expect(protocolOf('2001:2::1')).toBe('ipv6');
  });

  it('is converted to octets from full notation', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const text = groups.map((each) => each.toString(16)).join(':');
        const octets = groups.flatMap((each) => [each >> 8, each & 0xff]);
        expect(addressOctets(text)).toEqual(octets);
      }),
    );
  });

  it('has zeros where IPv6 notation is compressed', () => {
    const zeros = (count: number): number[] => Array<number>(count).fill(0);
    expect(addressOctets('::')).toEqual(zeros(16));
    expect(addressOctets('::1')).toEqual([...zeros(15), 1]);
    expect(addressOctets('2001:2::')).toEqual([0x20, 1, 0, 2, ...zeros(12)]);
    expect(addressOctets('2001:2:0:201::2')).toEqual([0x20, 1, 0, 2, 0, 0, 2, 1, ...zeros(7), 2]);
  });

  it.each(['1.2.3', '1.2.3.256', '1.2.3.-4', '1::2::3', '1:2:3', '1:2:3:4:5:6:7::8', 'g::1', ':1'])(
    'is not %s',
    (text) => {
      expect(() => addressOctets(text)).toThrow(RangeError);
    },
  );
});
