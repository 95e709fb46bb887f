import type { Host } from '../../../../host/host.js';
import { logOfLast, READ_EARLIER_LOG, READ_KERNEL_LOG } from '../../../../linux/kernel/log.js';
import { reasonOf } from '../../../../model/failure.js';
import { seconds, type Nanoseconds } from '../../../../model/units.js';

/** A machine that has just failed in a trial may not answer. */
const DEADLINE = seconds(15);

/** After a restart, the first lines of the new log are kept; they may be all there is. */
const MOST_LINES = 500;

const printed = async (host: Host, argv: readonly [string, ...string[]]): Promise<string> => {
  try {
    const { exitCode, stdout, stderr } = await host.attempt(argv, { deadline: DEADLINE });
    return exitCode === 0 ? stdout : `could not be read: ${stderr.trim() || `exit ${exitCode}`}\n`;
  } catch (error) {
    return `could not be read: ${reasonOf(error)}\n`;
  }
};

/**
 * A machine's kernel log during a trial; after a restart, the log of the previous boot if the machine
 * keeps one, and that of this boot. Never throws.
 * @param length how long ago the trial began
 */
export const kernelLogOf = async (
  host: Host,
  length: Nanoseconds,
  restarted: boolean,
): Promise<string> => {
  const now = await printed(host, READ_KERNEL_LOG);
  if (!restarted) return logOfLast(now, length);
  const earlier = await printed(host, READ_EARLIER_LOG);
  const [, ...lines] = now.split('\n');
  return [
    `The machine restarted. The log of the previous boot:\n${earlier}`,
    `The log of this boot:\n${lines.slice(0, MOST_LINES).join('\n')}`,
  ].join('\n');
};
