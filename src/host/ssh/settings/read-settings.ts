import type { SshConnection } from '../../../config/testbed/testbed-file.js';
import { packageRemedy } from '../../../linux/distribution/remedy.js';
import { Interrupted, PreconditionFailure } from '../../../model/failure.js';
import { inSeconds } from '../../../model/units.js';
import { thisPlatform } from '../../this-platform.js';
import { PROGRAM_LIMIT, runProgram } from '../local-program.js';

/** The settings that `ssh -G` prints, one per line, by key; a key may occur more than once. */
export type SshSettings = ReadonlyMap<string, readonly string[]>;

/** Parses the output of `ssh -G`. */
export const parseSettings = (text: string): SshSettings => {
  const settings = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [key = '', ...words] = line.split(' ');
    if (key === '') continue;
    const value = words.join(' ');
    const values = settings.get(key);
    if (values === undefined) settings.set(key, [value]);
    else values.push(value);
  }
  return settings;
};

/** The attempted action in messages. */
export const readingSettings = (host: string): string =>
  `reading the SSH configuration for ${host}`;

/**
 * Asks OpenSSH for its settings for a machine, with Include, Match and aliases resolved.
 * @param configFile instead of the user's and the system's
 * @throws PreconditionFailure without an OpenSSH client, if it does not answer, or for an invalid
 *   configuration; Interrupted
 */
export const readSettings = async (
  machine: string,
  { host, port, user }: Pick<SshConnection, 'host' | 'port' | 'user'>,
  configFile: string | undefined,
  signal: AbortSignal | undefined,
): Promise<SshSettings> => {
  const options = [
    ...(configFile === undefined ? [] : ['-F', configFile]),
    ...(port === undefined ? [] : ['-p', String(port)]),
    ...(user === undefined ? [] : ['-l', user]),
  ];
  const attempted = readingSettings(host);
  const where = machine;
  const end = await runProgram(['ssh', '-G', ...options, '--', host], { signal });
  switch (end.state) {
    case 'not-found':
      throw new PreconditionFailure({
        attempted,
        where,
        got: 'ssh is not installed on this computer',
        remedy: packageRemedy(await thisPlatform(), { tools: ['ssh'] }),
      });
    case 'timed-out':
      throw new PreconditionFailure({
        attempted,
        where,
        got: `ssh -G did not answer within ${inSeconds(PROGRAM_LIMIT)} s`,
        remedy: 'a Match exec command in the SSH configuration may hang: run ssh -G to check',
      });
    case 'aborted':
      throw new Interrupted(attempted);
    case 'exited':
      if (end.exitCode === 0) return parseSettings(end.stdout);
      throw new PreconditionFailure({
        attempted,
        where,
        got: end.stderr.trim(),
        remedy: 'correct the SSH configuration of this computer',
      });
  }
};
