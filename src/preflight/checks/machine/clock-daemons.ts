import { machineCheck } from '../../check.js';

/** Programs that steer a system's clock, by the names of their processes, with their services. */
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
    "Where a testbed has a run start ptp4l (`clocks.ptp4l`), the sink's clock follows the generator's. chronyd, ntpd, systemd-timesyncd or another ptp4l on the sink would steer the same clock to another time: the two pull at it in turn, and latencies jump. On the generator such a program is followed, unless it sets the clock in the middle of a trial.",
  judge: ({ processes }, { ptp }) => {
    if (ptp === undefined) return [];
    const isSteered = ptp.role === 'sink';
    return PROGRAMS.filter(([process]) => processes.has(process)).map(([process, service]) => ({
      severity: isSteered ? ('distorts' as const) : ('notes' as const),
      found: `${process} is running`,
      why: isSteered
        ? "it steers the clock that PTP has follow the generator's"
        : "the sink's clock follows what it does: a clock that is set makes trials invalid",
      fix: `stop it while you measure: systemctl stop ${service}`,
    }));
  },
});
