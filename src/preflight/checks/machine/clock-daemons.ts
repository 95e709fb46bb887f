import { machineCheck } from '../../check.js';

/** Programs that steer the system clock: process names, with their services. */
const PROGRAMS: readonly (readonly [process: string, service: string])[] = [
  ['chronyd', 'chronyd'],
  ['ntpd', 'ntpd'],
  ['openntpd', 'openntpd'],
  ['systemd-timesyn', 'systemd-timesyncd'],
  ['ptp4l', 'ptp4l'],
  ['phc2sys', 'phc2sys'],
  ['timemaster', 'timemaster'],
];

export const clockDaemons = machineCheck({
  name: 'clock-daemons',
  title: 'Programs that steer the clock',
  about:
    "If runs start ptp4l (`clocks.ptp4l` of the testbed), the sink's clock follows the generator's. chronyd, ntpd, systemd-timesyncd or another ptp4l on the sink would steer the same clock to another time: the clock is pulled in turns, and latencies jump. On the generator such a program does no harm, unless it steps the clock during a trial.",
  judge: ({ processes }, { ptp }) => {
    if (ptp === undefined) return [];
    const isSteered = ptp.role === 'sink';
    return PROGRAMS.filter(([process]) => processes.has(process)).map(([process, service]) => ({
      severity: isSteered ? ('distorts' as const) : ('notes' as const),
      found: `${process} is running`,
      why: isSteered
        ? "it steers the clock that PTP synchronizes to the generator's"
        : "the sink's clock follows it: a step of the clock makes trials invalid",
      fix: `stop it while you measure: systemctl stop ${service}`,
    }));
  },
});
