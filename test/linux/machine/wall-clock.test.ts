import { describe, expect, it } from 'vitest';
import { parseClockReading } from '../../../src/linux/machine/wall-clock.js';

describe('parseClockReading', () => {
  it('knows microseconds and nanoseconds', () => {
    expect(parseClockReading('1795530544.731743\n')).toEqual({
      from: 1_795_530_544_731_743_000n,
      resolution: 1_000n,
    });
    expect(parseClockReading('1795530544.731743264')).toEqual({
      from: 1_795_530_544_731_743_264n,
      resolution: 1n,
    });
  });

  it.each(['', '1795530544,731743', '.', 'bash: no'])('refuses %j', (text) => {
    expect(() => parseClockReading(text, 'sink')).toThrow(/EPOCHREALTIME on sink/);
  });
});
