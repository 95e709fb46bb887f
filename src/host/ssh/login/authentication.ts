import type { AnyAuthMethod, AuthHandlerMiddleware, KeyboardInteractiveAuthMethod } from 'ssh2';
import { AuthenticationFailed } from '../../connection-errors.js';
import type { SshTarget } from '../settings/target.js';
import type { HandshakeLog } from '../handshake.js';
import type { Credentials } from './credentials.js';
import { unusedCertificates } from './user-certificates.js';

/** An attempt to log in. */
export interface Authentication {
  /** Returns the next method, for ssh2. */
  readonly next: AuthHandlerMiddleware;
  /** Whether the machine has prompted, which ends the login. */
  asked(): boolean;
  /** Why the login was refused. */
  refused(cause: Error): Promise<AuthenticationFailed>;
}

/**
 * Tries each method, then keyboard-interactive if the machine accepts nothing else, as after a key
 * with `AuthenticationMethods publickey,keyboard-interactive`: it may not prompt at all.
 * @param onQuestion called when it prompts, as there is no answer
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
    if (tried || !target.interactive) return false;
    tried = true;
    return interactive;
  };
  return {
    next,
    asked: () => questions.length > 0,
    refused: async (cause) => {
      if (questions.length > 0) {
        const got = `it asks ${questions.join(', ')}, but vrbench does not answer prompts`;
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
