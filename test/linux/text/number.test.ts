import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, hexadecimal } from '../../../src/linux/text/number.js';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';

const from = { source: '/proc/net/snmp', where: 'dut' };

describe('decimal and hexadecimal', () => {
  it('read every counter up to 2^53', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(decimal(String(value), from)).toBe(value);
        expect(hexadecimal(value.toString(16).padStart(8, '0'), from)).toBe(value);
      }),
    );
  });

  it.each(['', '-1', '1.5', ' 1', '9007199254740993', 'x', undefined])('refuse %j', (text) => {
    expect(() => decimal(text, from)).toThrow(ParseFailure);
  });

  it('name the source, the machine and the text', () => {
    expect(() => hexadecimal('0x1f', from)).toThrow(
      'reading /proc/net/snmp on dut: expected a hexadecimal number, found "0x1f"',
    );
    expect(() => decimal(undefined, from)).toThrow('found "(nothing)"');
  });
});
