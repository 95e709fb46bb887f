import { describe, expect, it } from 'vitest';
import { ASK_PTP4L, parsePmc } from '../../../src/linux/ptp/pmc.js';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { fixture } from '../fixture.js';

const FOLLOWING = fixture('ptp/pmc-following.txt');

describe('the answer of ptp4l', () => {
  it('is the state of its port, the offset of its clock and the delay of the path', () => {
    expect(parsePmc(FOLLOWING)).toEqual({ port: 'UNCALIBRATED', offset: 181, pathDelay: 2047 });
    expect(parsePmc(fixture('ptp/pmc-listening.txt'))).toEqual({
      port: 'LISTENING',
      offset: 0,
      pathDelay: 0,
    });
  });

  it('may be negative, and a filtered delay slightly', () => {
    const behind = FOLLOWING.replace('181.0', '-12345.0').replace('2047.0', '-3.0');
    expect(parsePmc(behind)).toMatchObject({ offset: -12345, pathDelay: 3 });
    const nearly = parsePmc(FOLLOWING.replace('181.0', '-0.2'));
    expect(Object.is(nearly?.offset, 0)).toBe(true);
  });

  it('is undefined if none runs: pmc then prints only its queries', () => {
    const questions = FOLLOWING.split('\n').slice(0, 2).join('\n');
    expect(parsePmc(questions)).toBeUndefined();
  });

  it('must have all three', () => {
    for (const name of ['portState', 'offsetFromMaster', 'meanPathDelay']) {
      expect(() => parsePmc(FOLLOWING.replace(name, 'another'), 'sink')).toThrow(ParseFailure);
    }
  });

  it('has no numbers that are not exact', () => {
    for (const number of ['181.0', '2047.0']) {
      const text = FOLLOWING.replace(number, '99999999999999999999.0');
      expect(() => parsePmc(text, 'sink')).toThrow(ParseFailure);
    }
  });

  it('is requested on its own socket and domain', () => {
    expect(ASK_PTP4L).toContain('/run/vrbench-ptp4l/socket');
    expect(ASK_PTP4L.slice(0, 6).join(' ')).toBe('pmc -u -b 0 -d 114');
  });
});
