import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { AgentAuthMethod, PublicKeyAuthMethod } from 'ssh2';
import { AuthenticationFailed } from '../errors.js';
import type { SshTarget } from './config.js';
import { reasonOf } from '../../model/failure.js';

type Method = AgentAuthMethod | PublicKeyAuthMethod;

/** Whether an agent listens; one that does not would end the whole connection attempt. */
const listens = (agent: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(agent);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });

/**
 * The ways to log in, in order: the private keys there are, then the ssh agent.
 * @throws AuthenticationFailed for a key that cannot be read, and where there is nothing to log in with
 */
export const authenticationMethods = async (
  machine: string,
  { user, host, identityFiles, identityRequired, agent }: SshTarget,
): Promise<Method[]> => {
  const login = `${user}@${host}`;
  const methods: Method[] = [];
  for (const file of identityFiles) {
    try {
      methods.push({ type: 'publickey', username: user, key: await readFile(file) });
    } catch (cause) {
      if (!identityRequired) continue;
      const reason = reasonOf(cause);
      throw new AuthenticationFailed(machine, login, `${file} cannot be read: ${reason}`, cause);
    }
  }
  if (agent !== undefined && (await listens(agent))) {
    methods.push({ type: 'agent', username: user, agent });
  }
  if (methods.length === 0) {
    const reason = `there is no private key (${identityFiles.join(', ')}) and no ssh agent`;
    throw new AuthenticationFailed(machine, login, reason);
  }
  return methods;
};
