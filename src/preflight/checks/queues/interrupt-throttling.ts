import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const interruptThrottling = portCheck({
  name: 'interrupt-throttling',
  title: 'Interrupt throttling',
  about:
    "A NIC that delays interrupts adds that time to every latency, and masks the kernel's polling. The paper measured without: `ethtool -C PORT adaptive-rx off rx-usecs 0`; for e1000e the module parameter InterruptThrottleRate=0 does the same.",
  judge: (facts, role) =>
    eachPort(role, facts, ({ port, setting }) => {
      const coalescing = setting('coalescing');
      if (coalescing === undefined) return [];
      const { 'adaptive-rx': adaptive, 'rx-usecs': wait = 0 } = coalescing;
      if (adaptive !== true && (typeof wait !== 'number' || wait === 0)) return [];
      const off = adaptive === true ? 'adaptive-rx off ' : '';
      return [
        {
          severity: 'distorts',
          found:
            adaptive === true
              ? 'adaptive interrupt moderation is on'
              : `interrupts are delayed by up to ${String(wait)} us (a value below 10 selects a mode of the driver)`,
          why: 'the delay is part of every latency, and depends on the load',
          fix: `ethtool -C ${port.interface} ${off}rx-usecs 0`,
          tuning: { coalescing: 'off' },
        },
      ];
    }),
});
