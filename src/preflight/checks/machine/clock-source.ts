import { valueOf } from '../../../linux/text/query.js';
import { machineCheck } from '../../check.js';

/** Clock sources read in about ten nanoseconds, on the CPU. */
const QUICK = ['tsc', 'kvm-clock', 'hyperv_clocksource_tsc_page', 'xen', 'arch_sys_counter'];

export const clockSource = machineCheck({
  name: 'clock-source',
  title: 'Clock source',
  about:
    "pktgen and latency timestamps read the kernel's clock for every frame. With hpet or acpi_pm each reading takes a microsecond or more: the generator falls behind, and latencies increase. The kernel abandons tsc if it is unstable: see `dmesg | grep -i tsc`.",
  judge: ({ system }) => {
    const source = valueOf(system.clockSource);
    if (source === undefined || QUICK.includes(source)) return [];
    return [
      {
        severity: 'distorts',
        found: `the kernel's clock source is ${source}`,
        why: 'a reading takes a microsecond or more, and every frame needs one',
        fix: 'echo tsc >/sys/devices/system/clocksource/clocksource0/current_clocksource, or boot with tsc=reliable',
      },
    ];
  },
});
