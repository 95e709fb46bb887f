import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localMac, macAddress } from '../../../src/model/network/mac.js';

describe('an Ethernet address', () => {
  it('is held in lower case', () => {
    expect(macAddress('00:1B:21:aa:BB:cc')).toBe('00:1b:21:aa:bb:cc');
  });

  it.each(['', '00:1b:21:aa:bb', '00:1b:21:aa:bb:cc:dd', '00-1b-21-aa-bb-cc', '0g:1b:21:aa:bb:cc'])(
    'is not %j',
    (text) => {
      expect(() => macAddress(text)).toThrow(RangeError);
    },
  );
});

describe('a locally administered address', () => {
  const group = fc.integer({ min: 0, max: 255 });
  const index = fc.integer({ min: 0, max: 65_535 });

  it('has a fixed form', () => {
    expect(localMac(3, 258)).toBe('02:76:72:03:01:02');
  });

  it('is unicast and not from a vendor', () => {
    fc.assert(
      fc.property(group, index, (g, i) => {
        const first = Number.parseInt(localMac(g, i).slice(0, 2), 16);
        expect(first & 0b11).toBe(0b10);
      }),
    );
  });

  it('is the same for the same device, and differs between devices', () => {
    fc.assert(
      fc.property(group, index, group, index, (g1, i1, g2, i2) => {
        expect(localMac(g1, i1) === localMac(g2, i2)).toBe(g1 === g2 && i1 === i2);
      }),
    );
  });
});
