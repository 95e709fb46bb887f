import { valueOf } from '../../../linux/text/query.js';
import { machineCheck } from '../../check.js';

/** Those that a CPU leaves within a few microseconds. */
const SHALLOW = /^(POLL|C0|C1E?(_ACPI)?|haltpoll( idle)?|WFI)$/;

export const idleStates = machineCheck({
  name: 'idle-states',
  title: 'Idle states',
  about:
    'A CPU in a deep idle state (C3 and beyond) takes tens to hundreds of microseconds to handle an interrupt: at low loads latency measures that. `cpupower idle-set -D 2` switches off all that take longer than 2 us.',
  metalOnly: true,
  judge: ({ system }) => {
    const deep = (valueOf(system.idle)?.states ?? []).filter(
      ({ name, enabled }) => enabled && !SHALLOW.test(name),
    );
    return deep.length === 0
      ? []
      : [
          {
            severity: 'distorts',
            found: `CPUs may enter deep idle states: ${deep.map(({ name }) => name).join(', ')}`,
            why: 'leaving them takes tens of microseconds, which latencies at low loads have in them',
            fix: 'cpupower idle-set -D 2',
          },
        ];
  },
});
