import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import ssh2, {
  type AgentAuthMethod,
  type AnyAuthMethod,
  type AuthHandlerMiddleware,
  type KeyboardInteractiveAuthMethod,
  type PublicKeyAuthMethod,
} from 'ssh2';
import { reasonOf } from '../../model/failure.js';
import { AuthenticationFailed } from '../errors.js';
import type { SshTarget } from './config.js';
import type { HandshakeLog } from './handshake.js';
import { unusedCertificates } from './user-certificates.js';

/** What a login is attempted with. */
export interface Credentials {
  readonly methods: readonly (AgentAuthMethod | PublicKeyAuthMethod)[];
  /** Keys that the configuration names and that cannot be used, and why. */
  readonly unusable: readonly string[];
}

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

/** Why the SSH library cannot use a key; undefined where it can. A public key may name one of the agent's. */
const problemWith = (key: Buffer): string | undefined => {
  const parsed = ssh2.utils.parseKey(key);
  if (!(parsed instanceof Error)) return undefined;
  return /encrypted/i.test(parsed.message) ? 'it has a passphrase' : parsed.message;
};

/**
 * Authentication methods in order: the private keys that exist, then the ssh agent.
 * @throws AuthenticationFailed for a key that cannot be read, or when there is no method at all
 */
export const readCredentials = async (
  machine: string,
  { user, host, identityFiles, identityRequired, agent }: SshTarget,
): Promise<Credentials> => {
  const login = `${user}@${host}`;
  const methods: Credentials['methods'][number][] = [];
  const unusable: string[] = [];
  for (const file of identityFiles) {
    try {
      const key = await readFile(file);
      const problem = problemWith(key);
      if (problem === undefined) methods.push({ type: 'publickey', username: user, key });
      else unusable.push(`${file} was not used: ${problem}`);
    } catch (cause) {
      if (!identityRequired) continue;
      const reason = reasonOf(cause);
      throw new AuthenticationFailed(machine, login, `${file} cannot be read: ${reason}`, {
        cause,
      });
    }
  }
  if (agent !== undefined && (await listens(agent))) {
    methods.push({ type: 'agent', username: user, agent });
  }
  if (methods.length > 0) return { methods, unusable };
  const reason =
    unusable.length > 0
      ? `${unusable.join('; ')}; and no ssh agent is running`
      : `no private key found (${identityFiles.join(', ')}) and no ssh agent running`;
  throw new AuthenticationFailed(machine, login, reason);
};

/** One login. */
export interface Authentication {
  /** Names the next method, for ssh2. */
  readonly next: AuthHandlerMiddleware;
  /** Whether the machine has asked a question, which ends the login. */
  asked(): boolean;
  /** Why the login was refused. */
  refused(cause: Error): Promise<AuthenticationFailed>;
}

/**
 * Tries each method, then keyboard-interactive where the machine accepts nothing else, as after a key
 * with `AuthenticationMethods publickey,keyboard-interactive`: it may have nothing to ask.
 * @param onQuestion called when it asks, as there is no answer
 */
export const authentication = (
  machine: string,
  target: SshTarget,
  { methods, unusable }: Credentials,
  log: HandshakeLog,
  onQuestion: () => void,
): Authentication => {
  const { user, host } = target;
  const questions: string[] = [];
  const interactive: KeyboardInteractiveAuthMethod = {
    type: 'keyboard-interactive',
    username: user,
    prompt: (_name, _instructions, _language, prompts) => {
      questions.push(...prompts.map(({ prompt }) => JSON.stringify(prompt.trim())));
      onQuestion();
    },
  };
  const left: AnyAuthMethod[] = [...methods];
  let tried = false;
  const next = (): AnyAuthMethod | false => {
    const accepted = log.methods();
    const onlyInteractive =
      accepted.includes('keyboard-interactive') && !accepted.includes('publickey');
    if (!onlyInteractive) return left.shift() ?? false;
    if (tried) return false;
    tried = true;
    return interactive;
  };
  return {
    next,
    asked: () => questions.length > 0,
    refused: async (cause) => {
      if (questions.length > 0) {
        const got = `it asks ${questions.join(', ')}, and vrbench answers no questions`;
        const remedy = `exempt this login in the machine's sshd_config: Match User ${user}, and in it: AuthenticationMethods publickey`;
        return new AuthenticationFailed(machine, `${user}@${host}`, got, { cause, remedy });
      }
      const certificates = await unusedCertificates(target);
      const accepted = log.methods();
      const got = [
        accepted.length === 0 ? cause.message : `refused; it accepts ${accepted.join(', ')}`,
        ...unusable,
        ...certificates.map(
          (each) => `${each} was not used: the SSH library does not support certificates`,
        ),
      ].join('; ');
      const remedy =
        certificates.length === 0
          ? undefined
          : "enter the public key itself in the machine's authorized_keys: ssh-copy-id";
      return new AuthenticationFailed(machine, `${user}@${host}`, got, { cause, remedy });
    },
  };
};
