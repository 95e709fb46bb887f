import { describe, expect, it } from 'vitest';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';
import { sinkLine, sinkPairs } from '../../../src/modules/frame-sink/line.js';

const line = sinkLine(
  'flow eth1 cpu 3 source 10.0.0.2 first_ns 1764000000123456789 last_ns 0',
  'sink',
);

describe('sinkLine', () => {
  it('has the subject and the values by name', () => {
    expect(line.subject).toBe('eth1');
    expect(line.number('cpu')).toBe(3);
    expect(line.text('source')).toBe('10.0.0.2');
    expect(line.nanoseconds('first_ns')).toBe(1_764_000_000_123_456_789n);
  });

  it('reads negative numbers if they are allowed', () => {
    const signed = sinkLine('flow eth1 least -12 most 34 none -', 'sink');
    expect(signed.signed('least')).toBe(-12);
    expect(signed.signed('most')).toBe(34);
    expect(() => signed.signed('none')).toThrow(ParseFailure);
    expect(() => signed.number('least')).toThrow(ParseFailure);
  });

  it('has no instant for 0', () => {
    expect(line.moment('first_ns')).toBe(1_764_000_000_123_456_789n);
    expect(line.moment('last_ns')).toBeNull();
  });

  it('refuses what is missing or not a number, naming it and the machine', () => {
    expect(() => line.text('frames')).toThrow(ParseFailure);
    expect(() => line.text('frames')).toThrow(/report on sink: expected frames/);
    expect(() => line.number('source')).toThrow(/source of: flow eth1 .* on sink/);
    expect(() => line.nanoseconds('source')).toThrow('expected source, a decimal number');
  });
});

describe('sinkPairs', () => {
  it('reads pairs of numbers', () => {
    expect(sinkPairs('latency 22528 66 23552 261', 'sink')).toEqual([
      [22528, 66],
      [23552, 261],
    ]);
  });

  it('refuses half a pair', () => {
    expect(() => sinkPairs('latency 22528', 'sink')).toThrow(/latency on sink/);
  });
});
