import { attempts, parseAttempts } from '../linux/text/attempts.js';
import type { Query } from '../linux/text/query.js';
import type { Host, RunOptions } from './host.js';

/**
 * Asks a machine all of a query in one command. What the machine does not say is part of the answer.
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
