import { valueOf } from '../../../linux/text/query.js';
import { machineCheck } from '../../check.js';

/** Idle states that a CPU leaves within a few microseconds. */
const SHALLOW = /^(POLL|C0|C1E?(_ACPI)?|haltpoll( idle)?|WFI)$/;

export const idleStates = machineCheck({
  name: 'idle-states',
  title: 'Idle states',
  about:
    'A CPU in a deep idle state (C3 and beyond) takes tens to hundreds of microseconds to handle an interrupt, which dominates latency at low loads. `echo 1 | tee /sys/devices/system/cpu/cpu[0-9]*/cpuidle/stateN/disable` disables one until the next boot.',
  metalOnly: true,
  judge: ({ system }) => {
    const deep = (valueOf(system.idle)?.states ?? [])
      .map((state, number) => ({ ...state, number }))
      .filter(({ name, enabled }) => enabled && !SHALLOW.test(name));
    // A CPU has ten states at most.
    const numbers = deep.map(({ number }) => number).join('');
    return deep.length === 0
      ? []
      : [
          {
            severity: 'distorts',
            found: `CPUs may enter deep idle states: ${deep.map(({ name }) => name).join(', ')}`,
            why: 'leaving them takes tens of microseconds, which adds to latencies at low loads',
            fix: `echo 1 | tee /sys/devices/system/cpu/cpu[0-9]*/cpuidle/state[${numbers}]/disable`,
          },
        ];
  },
});
