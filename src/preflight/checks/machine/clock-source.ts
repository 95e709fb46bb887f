import { valueOf } from '../../../linux/text/query.js';
import { machineCheck } from '../../check.js';

/** Read in some ten nanoseconds, without leaving the CPU. */
const QUICK = ['tsc', 'kvm-clock', 'hyperv_clocksource_tsc_page', 'xen', 'arch_sys_counter'];

export const clockSource = machineCheck({
  name: 'clock-source',
  title: 'Clock source',
  about:
    "pktgen and the time stamps of latency read the kernel's clock for every frame. With hpet or acpi_pm each reading takes a microsecond or more: the generator falls behind, and latencies come out longer. The kernel gives up tsc where it finds it unstable: see `dmesg | grep -i tsc`.",
  judge: ({ system }) => {
    const source = valueOf(system.clockSource);
    if (source === undefined || QUICK.includes(source)) return [];
    return [
      {
        severity: 'distorts',
        found: `the kernel reads its time from ${source}`,
        why: 'a reading takes a microsecond or more, and there is one for every frame',
        fix: 'echo tsc >/sys/devices/system/clocksource/clocksource0/current_clocksource, or boot with tsc=reliable',
      },
    ];
  },
});
