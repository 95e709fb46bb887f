import { describe, expect, it } from 'vitest';
import { parsePhc2sys, runPhc2sys } from '../../../src/linux/ptp/phc2sys.js';

/** As update_clock() of phc2sys.c prints it. */
const line = (offset: number, delay = ' delay   1234') =>
  `phc2sys[5.1]: CLOCK_REALTIME phc offset ${String(offset).padStart(9)} s2 freq   +1200${delay}\n`;

describe("phc2sys's log", () => {
  it('ends with its last reading', () => {
    expect(parsePhc2sys(line(90_000) + line(-12))).toEqual({ offset: -12, delay: 1234 });
    expect(parsePhc2sys(line(7).replace('CLOCK_REALTIME phc', 'eth5 sys'))).toEqual({
      offset: 7,
      delay: 1234,
    });
  });

  it('has no delay if both clocks are read at once', () => {
    expect(parsePhc2sys(line(7, ''))).toEqual({ offset: 7, delay: 0 });
  });

  it('has none whose numbers are not exact', () => {
    expect(parsePhc2sys('phc offset -12 s2 freq +1200 delay 99999999999999999999')).toBeUndefined();
    expect(parsePhc2sys('phc offset 99999999999999999999 s2 freq +1200 delay 640')).toBeUndefined();
  });

  it('has none while it waits', () => {
    expect(parsePhc2sys('phc2sys[4.0]: Waiting for ptp4l...\n')).toBeUndefined();
    expect(parsePhc2sys('')).toBeUndefined();
  });
});

describe('phc2sys', () => {
  it("sets the server's NIC by its system, and the client's system by its NIC once that is set", () => {
    const common = 'phc2sys -f /run/vrbench-phc2sys/config';
    expect(runPhc2sys('server', 'eth5').join(' ')).toBe(`${common} -s CLOCK_REALTIME -c eth5 -O 0`);
    expect(runPhc2sys('client', 'eth5').join(' ')).toBe(
      `${common} -s eth5 -c CLOCK_REALTIME -O 0 -w -z /run/vrbench-ptp4l/socket -n 114`,
    );
  });
});
