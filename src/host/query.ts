import { attempts, parseAttempts } from '../linux/text/attempts.js';
import type { Query } from '../linux/text/query.js';
import type { Host, RunOptions } from './host.js';

/**
 * Runs a query on a machine as one command. The answer includes what could not be read.
 * @throws what Host.run throws
 */
export const query = async <T>(
  host: Host,
  { commands, read }: Query<T>,
  options?: Pick<RunOptions, 'signal' | 'deadline'>,
): Promise<T> => {
  const { argv, stdin } = attempts(commands);
  const { stdout } = await host.run(argv, { ...options, stdin });
  return read(parseAttempts(stdout, commands.length));
};
