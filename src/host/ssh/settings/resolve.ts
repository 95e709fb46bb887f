import { hostname, userInfo } from 'node:os';
import { execaSync } from 'execa';
import type { SshConnection } from '../../../config/testbed/testbed-file.js';
import { PreconditionFailure } from '../../../model/failure.js';
import { inMilliseconds } from '../../../model/units.js';
import { PROGRAM_LIMIT } from '../local-program.js';
import type { Surroundings } from './expand.js';
import { refusedSettings } from './keywords.js';
import { readingSettings, readSettings, type SshSettings } from './read-settings.js';
import { targetFrom } from './target-from.js';
import type { SshTarget } from './target.js';

/** The home directory from the user database, which ssh uses instead of HOME. */
const homeOf = (user: string): string | undefined => {
  if (user === '') return userInfo().homedir;
  const found = execaSync('getent', ['passwd', user], {
    reject: false,
    timeout: inMilliseconds(PROGRAM_LIMIT),
  });
  return found.stdout.split(':')[5];
};

const here = (): Surroundings => ({
  environment: process.env,
  hostName: hostname(),
  user: userInfo().username,
  uid: userInfo().uid,
  homeOf,
});

/** @throws PreconditionFailure that names the settings that vrbench cannot honour */
const requireNothingRefused = (
  machine: string,
  host: string,
  settings: SshSettings,
  defaults: SshSettings,
): void => {
  const refused = refusedSettings(settings, defaults);
  if (refused.length === 0) return;
  throw new PreconditionFailure({
    attempted: readingSettings(host),
    where: machine,
    got: refused
      .map(({ keyword, value, why }) => `it sets ${keyword} (${value}): ${why}`)
      .join('; '),
    remedy: `in a Host section for ${host}: ${refused.map(({ remedy }) => remedy).join('; ')}`,
  });
};

/** No configuration at all, neither the user's nor the system's. */
const NO_CONFIGURATION = '/dev/null';

/**
 * Resolves a testbed's connection through the user's OpenSSH configuration with `ssh -G`, so that
 * Include, Match, aliases and jump hosts work as they do for `ssh`.
 * @param configFile instead of ~/.ssh/config
 * @throws PreconditionFailure without an OpenSSH client, for an invalid configuration, an environment
 *   variable that is not set, or a setting that vrbench cannot keep to; Interrupted
 */
export const resolveTarget = async (
  machine: string,
  connection: SshConnection,
  configFile?: string,
  signal?: AbortSignal,
): Promise<SshTarget> => {
  const [settings, defaults] = await Promise.all([
    readSettings(machine, connection, configFile, signal),
    readSettings(machine, connection, NO_CONFIGURATION, signal),
  ]);
  requireNothingRefused(machine, connection.host, settings, defaults);
  return targetFrom(connection, settings, here(), defaults);
};
