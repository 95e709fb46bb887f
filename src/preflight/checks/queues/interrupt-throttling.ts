import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

/** Drivers of Intel's that take a few small numbers for modes in which they adapt the time. */
const WITH_MODES = ['e1000', 'e1000e', 'igb', 'igc', 'ixgbe'];
/** Below this, none of them delays interrupts by that time. */
const LEAST_TIME = 10;

export const interruptThrottling = portCheck({
  name: 'interrupt-throttling',
  title: 'Interrupt throttling',
  about:
    "A NIC that delays interrupts adds that time to every latency, and masks the kernel's polling. The paper measured without: `ethtool -C PORT adaptive-rx off rx-usecs 0` (and `rx-frames 1`, if `ethtool -c` shows more); for e1000e the module parameter InterruptThrottleRate=0 does the same.",
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, setting }) => {
      const coalescing = setting('coalescing');
      if (coalescing === undefined) return [];
      const { 'adaptive-rx': adaptive, 'rx-usecs': wait = 0, 'rx-frames': frames = 0 } = coalescing;
      if (adaptive !== true && (typeof wait !== 'number' || wait === 0)) return [];
      const off = adaptive === true ? 'adaptive-rx off ' : '';
      // Without a time, tg3 would wait for that many frames without end, and r8169 refuses.
      const one = Number(frames) > 1 ? ' rx-frames 1' : '';
      const isMode =
        Number(wait) < LEAST_TIME && WITH_MODES.includes(setting('driverModule')?.name ?? '');
      return [
        {
          severity: 'distorts',
          found:
            adaptive === true
              ? 'adaptive interrupt moderation is on'
              : isMode
                ? `interrupts are delayed by a time that the driver adapts (its mode ${String(wait)})`
                : `interrupts are delayed by up to ${String(wait)} us`,
          why: 'the delay is part of every latency, and depends on the load',
          fix: `ethtool -C ${port.interface} ${off}rx-usecs 0${one}`,
          tuning: { coalescing: 'off' },
        },
      ];
    }),
});
