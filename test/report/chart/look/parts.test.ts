import { describe, expect, it } from 'vitest';
import { PLACES } from '../../../../src/rfc2544/sections/losses.js';
import { partColours } from '../../../../src/report/chart/look/parts.js';

describe('the colours of parts', () => {
  it.each(Object.values(PLACES))('are the same in every figure for: lost in %s', (place) => {
    const alone = partColours(['received by the sink', `lost in ${place}`])[1];
    const beside = partColours(['received', 'x', 'y', `lost in ${place}`, 'z'])[3];
    expect(beside).toBe(alone);
    // Another part must not use the colour of a place.
    expect(partColours(['received', 'x', 'y', `lost in ${place}`, 'z']).indexOf(alone ?? 0)).toBe(
      3,
    );
  });
});
