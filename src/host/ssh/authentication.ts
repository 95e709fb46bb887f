import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { AgentAuthMethod, PublicKeyAuthMethod } from 'ssh2';
import { AuthenticationFailed } from '../errors.js';
import type { SshTarget } from './config.js';
import { reasonOf } from '../../model/failure.js';

type Method = AgentAuthMethod | PublicKeyAuthMethod;

/** Whether an agent is listening; one that is not would fail the whole connection attempt. */
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
 * Authentication methods in order: the private keys that exist, then the ssh agent.
 * @throws AuthenticationFailed for a key that cannot be read, or when there is no method at all
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
    const reason = `no private key found (${identityFiles.join(', ')}) and no ssh agent running`;
    throw new AuthenticationFailed(machine, login, reason);
  }
  return methods;
};
