import { describe, expect, it } from 'vitest';
import { parseSchedstat } from '../../../src/linux/proc/schedstat.js';

describe('parseSchedstat', () => {
  it('reads the time of a thread that runs a virtual CPU in parallel with other work', () => {
    expect(parseSchedstat('19218757217 95622902114 31564\n')).toEqual({
      ran: 19_218_757_217,
      waited: 95_622_902_114,
    });
  });

  it.each(['', '19218757217', 'a b c'])("refuses '%s'", (text) => {
    expect(() => parseSchedstat(text)).toThrow(/schedstat: expected a decimal number/);
  });
});
