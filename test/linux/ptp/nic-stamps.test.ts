import { describe, expect, it } from 'vitest';
import { parseNicStamps, readNicStamps, setNicStamps } from '../../../src/linux/ptp/nic-stamps.js';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';

describe('which frames a NIC stamps', () => {
  it('is read, and restored', () => {
    const stamps = parseNicStamps('current settings:\ntx_type 1\nrx_filter 12\n');
    expect(stamps).toEqual({ transmit: 1, receive: 12 });
    expect(readNicStamps('eth5').join(' ')).toBe('hwstamp_ctl -i eth5');
    expect(setNicStamps('eth5', stamps).join(' ')).toBe('hwstamp_ctl -i eth5 -t 1 -r 12');
  });

  it('is not found in other text', () => {
    expect(() => parseNicStamps('tx_type 1\n', 'sink')).toThrow(ParseFailure);
  });
});
