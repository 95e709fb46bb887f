import { z } from 'zod';
import { labelledFiles, parseLabelledFiles } from '../../linux/text/labelled-files.js';
import { askStamping, parseStamping, stampingObstacle } from '../../linux/ptp/stamping.js';
import { STAMPING } from '../../model/network/ptp.js';
import { PreconditionFailure } from '../../model/failure.js';
import { lastWords } from '../../linux/text/error-lines.js';
import { undoByIp } from '../commands.js';
import { defineStep } from '../define-step.js';

const specSchema = z.strictObject({ interface: z.string(), stamping: z.enum(STAMPING) });

/** IFF_UP of a device's flags. */
const isUp = (flags: string | undefined): boolean => (Number(flags?.trim()) & 1) === 1;

const flagsOf = (device: string): string => `/sys/class/net/${device}/flags`;

/**
 * Brings up the device for PTP messages, if it is down. Refuses one that does not exist, or does not
 * support the requested timestamping.
 */
export const ptpPort = defineStep({
  kind: 'ptp-port',
  spec: specSchema,
  before: z.strictObject({ up: z.boolean() }),
  independent: true,
  describe: ({ interface: device }) => [{ argv: ['ip', 'link', 'set', 'dev', device, 'up'] }],
  read: async (host, { interface: device, stamping }, signal) => {
    const attempted = `using ${device} for PTP`;
    const where = host.name;
    const answer = await host.attempt(askStamping(device), { signal });
    if (answer.exitCode !== 0) {
      const remedy = 'name a device of that machine in clocks.ptp4l of the testbed: ip -br link';
      throw new PreconditionFailure({ attempted, where, got: lastWords(answer), remedy });
    }
    const obstacle = stampingObstacle(device, parseStamping(answer.stdout, where), stamping);
    if (obstacle !== undefined) throw new PreconditionFailure({ attempted, where, ...obstacle });
    const file = flagsOf(device);
    const { stdout } = await host.run(labelledFiles([file]), { signal });
    return { up: isUp(parseLabelledFiles(stdout).get(file)) };
  },
  undo: async (host, { interface: device }, { up }) => {
    if (up) return;
    const down = { argv: ['ip', 'link', 'set', 'dev', device, 'down'] } as const;
    await undoByIp(host, 'taking the port of PTP down', [down]);
  },
});
