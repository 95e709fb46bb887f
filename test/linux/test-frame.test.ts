import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFrame, type TestFrame } from '../../src/linux/test-frame.js';
import { macAddress } from '../../src/model/network/mac.js';
import { bytes } from '../../src/model/units.js';

const frame: TestFrame = {
  size: bytes(60),
  sourceMac: macAddress('02:76:72:90:00:01'),
  destinationMac: macAddress('02:76:72:80:00:00'),
  source: '198.18.1.2',
  destination: '198.19.1.2',
};
const ipv6: TestFrame = {
  ...frame,
  size: bytes(78),
  source: '2001:2:0:101::2',
  destination: '2001:2:0:201::2',
};
const hex = (part: Uint8Array): string => Buffer.from(part).toString('hex');

/** The sum over a header with its checksum: all ones where it is right (RFC 1071). */
const sumOf = (header: Uint8Array): number => {
  const words = Array.from({ length: header.length / 2 }, (_, index) =>
    Buffer.from(header).readUInt16BE(2 * index),
  );
  return words.reduce((sum, word) => {
    const next = sum + word;
    return next > 0xffff ? next - 0xffff : next;
  }, 0);
};

describe('a test frame', () => {
  it('is UDP to the echo port in IPv4, for the router', () => {
    const made = testFrame(frame);
    expect(hex(made.subarray(0, 14))).toBe('027672800000' + '027672900001' + '0800');
    expect(hex(made.subarray(14, 24))).toBe('4500002e' + '00000000' + '2011');
    expect(hex(made.subarray(26, 34))).toBe('c6120102' + 'c6130102');
    expect(hex(made.subarray(34, 42))).toBe('c0200007' + '001a' + '0000');
    expect(hex(made.subarray(42))).toBe('000102030405060708090a0b0c0d0e0f1011');
  });

  it('has the size it was asked for, lengths and header checksum that are right', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const address = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'));
    const size = fc.integer({ min: 60, max: 1514 }).map(bytes);
    fc.assert(
      fc.property(fc.record({ size, source: address, destination: address }), (varied) => {
        const made = Buffer.from(testFrame({ ...frame, ...varied }));
        expect(made.length).toBe(varied.size);
        expect(made.readUInt16BE(16)).toBe(varied.size - 14);
        expect(made.readUInt16BE(38)).toBe(varied.size - 34);
        expect(sumOf(made.subarray(14, 34))).toBe(0xffff);
      }),
    );
  });

  it('has what pktgen numbers its frames with, where it is numbered', () => {
    const made = testFrame({ ...frame, sequence: 7 });
    expect(hex(made.subarray(42, 58))).toBe('be9be955' + '00000007' + '00000000' + '00000000');
    expect(hex(made.subarray(0, 42))).toBe(hex(testFrame(frame).subarray(0, 42)));
  });

  it('repeats its data from 0 on', () => {
    const made = testFrame({ ...frame, size: bytes(1514) });
    expect([made[42], made[42 + 255], made[42 + 256]]).toEqual([0, 255, 0]);
  });

  it('is UDP with a checksum in IPv6, for the router', () => {
    const made = Buffer.from(testFrame(ipv6));
    expect(hex(made.subarray(0, 14))).toBe('027672800000' + '027672900001' + '86dd');
    expect(hex(made.subarray(14, 22))).toBe('60000000' + '0018' + '1120');
    expect(hex(made.subarray(22, 38))).toBe('20010002000001010000000000000002');
    expect(hex(made.subarray(38, 54))).toBe('20010002000002010000000000000002');
    expect(hex(made.subarray(54, 60))).toBe('c02000070018');
    expect(hex(made.subarray(62))).toBe('000102030405060708090a0b0c0d0e0f');
    // RFC 8200 section 8.1: addresses, length and protocol are summed as well.
    const pseudo = Buffer.concat([made.subarray(22, 54), Buffer.from('0000001800000011', 'hex')]);
    expect(sumOf(Buffer.concat([pseudo, made.subarray(54)]))).toBe(0xffff);
  });

  it('is refused when too short or with invalid addresses', () => {
    expect(() => testFrame({ ...frame, size: bytes(59) })).toThrow(RangeError);
    for (const source of ['198.18.1', '198.18.1.256', '198.18.1.2.3']) {
      expect(() => testFrame({ ...frame, source })).toThrow(/is not an IP address/);
    }
    expect(() => testFrame({ ...frame, source: 'fd00::1' })).toThrow(
      /fd00::1 and 198\.\S+ differ in IP version/,
    );
    expect(() => testFrame({ ...ipv6, size: bytes(61) })).toThrow(RangeError);
  });
});
