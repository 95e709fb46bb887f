import { describe, expect, it } from 'vitest';
import { parseClockRate, readClockRate, setClockRate } from '../../../src/linux/ptp/clock-rate.js';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';

const PRINTED = 'phc_ctl[80714.768]: clock frequency offset is 0.000000ppb\n';

describe('the frequency adjustment of a clock', () => {
  it('is read and set in parts per billion', () => {
    expect(parseClockRate(PRINTED)).toBe(0);
    expect(parseClockRate(PRINTED.replace('0.000000', '-12345.678901'))).toBe(-12345.678901);
    expect(readClockRate('eth5').join(' ')).toBe('phc_ctl -q eth5 -- freq');
    expect(setClockRate('CLOCK_REALTIME', -3.5).join(' ')).toBe(
      'phc_ctl -q CLOCK_REALTIME -- freq -3.5',
    );
  });

  it('is not found in other text', () => {
    expect(() => parseClockRate('unknown clock eth5: No such device', 'sink')).toThrow(
      ParseFailure,
    );
  });
});
