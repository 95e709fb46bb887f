import type { Argv } from '../../model/command.js';
import type { PtpReading } from '../../model/latency.js';
import type { PtpSide } from '../../model/network/ptp.js';
import { nanoseconds } from '../../model/units.js';
import { configOf, logOf, type PtpDaemon } from './daemon.js';
import { PTP4L_SOCKET, PTP_DOMAIN } from './ptp4l.js';

/** The phc2sys of a run. */
export const PHC2SYS: PtpDaemon = { folder: '/run/vrbench-phc2sys', running: ' offset \\|Waiting' };

export const PHC2SYS_CONFIG = ['[global]', 'use_syslog 0', 'verbose 1', ''].join('\n');

/** The system's clock, as programs of linuxptp name it. */
export const SYSTEM_CLOCK = 'CLOCK_REALTIME';

/**
 * Synchronizes the NIC's clock with the system's, both in UTC: the server's NIC follows its system clock; the client's
 * system clock follows its NIC, once ptp4l has set that.
 */
export const runPhc2sys = (side: PtpSide, device: string): Argv => {
  const [from, to] = side === 'server' ? [SYSTEM_CLOCK, device] : [device, SYSTEM_CLOCK];
  return [
    ...(['phc2sys', '-f', configOf(PHC2SYS), '-s', from, '-c', to, '-O', '0'] as const),
    ...(side === 'client' ? ['-w', '-z', PTP4L_SOCKET, '-n', `${PTP_DOMAIN}`] : []),
  ];
};

/** Prints the end of its log. */
export const READ_PHC2SYS: Argv = ['tail', '-n', '5', logOf(PHC2SYS)];

/** Its last measurement, at most a second old. */
export type PhcReading = NonNullable<PtpReading['sink']>;

/** update_clock() in phc2sys.c: `... phc offset -12 s2 freq +1234 delay 512`; a delay if it measures one. Numbers are exact. */
const UPDATE = / offset +(-?\d{1,15}) s[0-3] freq +[-+]?\d+(?: delay +(-?\d{1,15}))?$/;

/** The last reading in its log; undefined if it has made none yet. */
export const parsePhc2sys = (text: string): PhcReading | undefined =>
  text
    .split('\n')
    .flatMap((line): PhcReading[] => {
      const [, offset, delay = '0'] = UPDATE.exec(line.trimEnd()) ?? [];
      if (offset === undefined) return [];
      return [{ offset: Number(offset), delay: nanoseconds(Math.max(0, Number(delay))) }];
    })
    .at(-1);
