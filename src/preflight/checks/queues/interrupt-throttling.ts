import { portCheck } from '../../check.js';
import { eachPort } from '../../each-port.js';

export const interruptThrottling = portCheck({
  name: 'interrupt-throttling',
  title: 'Interrupt throttling',
  about:
    'A NIC that waits before it interrupts adds that time to every latency, and hides how the kernel polls. The paper measured without: `ethtool -C PORT adaptive-rx off rx-usecs 0`; for e1000e the module parameter InterruptThrottleRate=0 does the same.',
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
              ? 'interrupts are moderated, adaptively'
              : `interrupts wait for up to ${String(wait)} us (or, below 10, by the mode of that number)`,
          why: 'the wait is in every latency, and its length depends on the load',
          fix: `ethtool -C ${port.interface} ${off}rx-usecs 0`,
          tuning: { coalescing: 'off' },
        },
      ];
    }),
});
