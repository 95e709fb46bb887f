import { z } from 'zod';
import { TENURE_MARK } from '../../host/command/tenure.js';
import { startDaemon } from '../../linux/ptp/daemon.js';
import { PTP4L, ptp4lConfig, runPtp4l } from '../../linux/ptp/ptp4l.js';
import { PTP_SIDES, PTP_TRANSPORTS, STAMPING } from '../../model/network/ptp.js';
import { defineStep } from '../define-step.js';
import { endDaemon, refuseLeftOver } from './ptp-daemon.js';

const specSchema = z.strictObject({
  interface: z.string(),
  side: z.enum(PTP_SIDES),
  stamping: z.enum(STAMPING),
  transport: z.enum(PTP_TRANSPORTS),
});

/** Runs ptp4l with a separate configuration, socket and domain, beside the machine's own. */
export const ptp4l = defineStep({
  kind: 'ptp4l',
  spec: specSchema,
  before: z.null(),
  independent: true,
  describe: ({ interface: device, ...settings }) => [
    startDaemon(PTP4L, TENURE_MARK, runPtp4l(device), ptp4lConfig(settings)),
  ],
  read: (host, _, signal) => refuseLeftOver(host, 'ptp4l', PTP4L, signal),
  undo: (host) => endDaemon(host, 'ptp4l', PTP4L),
});
