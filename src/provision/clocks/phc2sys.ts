import { z } from 'zod';
import { TENURE_MARK } from '../../host/command/tenure.js';
import { startDaemon } from '../../linux/ptp/daemon.js';
import { PHC2SYS, PHC2SYS_CONFIG, runPhc2sys } from '../../linux/ptp/phc2sys.js';
import { PTP_SIDES } from '../../model/network/ptp.js';
import { defineStep } from '../define-step.js';
import { endDaemon, refuseLeftOver } from './ptp-daemon.js';

/** Runs phc2sys, which synchronizes a NIC's clock and the system clock. */
export const phc2sys = defineStep({
  kind: 'phc2sys',
  spec: z.strictObject({ interface: z.string(), side: z.enum(PTP_SIDES) }),
  before: z.null(),
  independent: true,
  describe: ({ interface: device, side }) => [
    startDaemon(PHC2SYS, TENURE_MARK, runPhc2sys(side, device), PHC2SYS_CONFIG),
  ],
  read: (host, _, signal) => refuseLeftOver(host, 'phc2sys', PHC2SYS, signal),
  undo: (host) => endDaemon(host, 'phc2sys', PHC2SYS),
});
