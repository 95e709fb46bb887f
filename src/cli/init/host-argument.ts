import { hostProblem, userProblem } from '../../config/testbed/ssh-names.js';
import type { Connection } from '../../config/testbed/testbed-file.js';

/** `ssh://root@host:2222`, `root@[fe80::1]:2222`, `host`; a bare IPv6 address has no port. */
const FORM = /^(?:(?<user>.*)@)?(?:\[(?<bracketed>.*)\]|(?<bare>[^[\]]*?))(?::(?<port>\d+))?$/;
/** Several colons without brackets: all of it is the address. */
const BARE_IPV6 = /^(?:(?<user>.*)@)?(?<bare>[^@[\]]*:[^@[\]]*:[^@[\]]*)$/;
const MOST_PORT = 65535;

/**
 * How a machine is reached, from the command line: `user@host`, `user@host:port`, a name of ~/.ssh/config,
 * or `local` for this computer.
 * @throws RangeError with what is wrong with it
 */
export const hostArgument = (text: string): Connection => {
  if (text === 'local') return { type: 'local', sudo: false };
  const name = text.replace(/^ssh:\/\//, '');
  const form = BARE_IPV6.exec(name) ?? FORM.exec(name);
  if (form === null) throw new RangeError(`'${text}': brackets are for an address: [ADDRESS]:PORT`);
  const { user, bracketed, bare, port } = form.groups ?? {};
  const host = bracketed ?? bare ?? '';
  const problem = hostProblem(host) ?? (user === undefined ? undefined : userProblem(user));
  if (problem !== undefined) throw new RangeError(`'${text}': ${problem}`);
  const number = port === undefined ? undefined : Number(port);
  if (number !== undefined && (number < 1 || number > MOST_PORT)) {
    throw new RangeError(`'${text}': a port is from 1 to ${MOST_PORT}`);
  }
  return { type: 'ssh', host, port: number, user, sudo: false };
};
