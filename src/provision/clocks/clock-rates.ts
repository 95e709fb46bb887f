import { z } from 'zod';
import { parseClockRate, readClockRate, setClockRate } from '../../linux/ptp/clock-rate.js';
import { defineStep } from '../define-step.js';

/**
 * Records the frequency offsets of clocks that PTP is about to steer; undo restores them. It does not
 * restore the time: clocks are not stepped back.
 */
export const clockRates = defineStep({
  kind: 'clock-rates',
  /** Names for phc_ctl: CLOCK_REALTIME, or a network device for its NIC's clock. */
  spec: z.strictObject({ clocks: z.array(z.string()).min(1).readonly() }),
  /** In parts per billion. */
  before: z.record(z.string(), z.number()),
  independent: true,
  describe: () => [],
  read: async (host, { clocks }, signal) => {
    const rates: [string, number][] = [];
    for (const clock of clocks) {
      const { stdout, stderr } = await host.run(readClockRate(clock), { signal });
      rates.push([clock, parseClockRate(stdout + stderr, host.name)]);
    }
    return Object.fromEntries(rates);
  },
  undo: async (host, _, rates) => {
    for (const [clock, rate] of Object.entries(rates)) await host.run(setClockRate(clock, rate));
  },
});
