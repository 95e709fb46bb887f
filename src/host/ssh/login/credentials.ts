import type { AgentAuthMethod, ParsedKey, PublicKeyAuthMethod } from 'ssh2';
import { NoUsableKey } from '../../connection-errors.js';
import { rsaBits } from '../rsa-size.js';
import type { SshTarget } from '../settings/target.js';
import { agentKeys, ChosenKeys } from './agent.js';
import { readKeyFile } from './private-key.js';

/** The credentials for a login. */
export interface Credentials {
  readonly methods: readonly (AgentAuthMethod | PublicKeyAuthMethod)[];
  /** Keys that the configuration names but that cannot be used, and why. */
  readonly unusable: readonly string[];
}

/** The signature algorithm of the SSH library for RSA keys, if the machine supports it. */
const RSA_SIGNATURE = 'rsa-sha2-256';

type KeyRules = Pick<SshTarget, 'userKeyAlgorithms' | 'requiredRsaSize'>;

/** Why the configuration does not allow a key; undefined if it does. */
const ruledOut = (
  blob: Buffer,
  { userKeyAlgorithms, requiredRsaSize }: KeyRules,
): string | undefined => {
  const bits = rsaBits(blob);
  if (bits !== undefined && bits < requiredRsaSize) {
    return `it has ${bits} bits, and RequiredRSASize is ${requiredRsaSize}`;
  }
  const type = blob.subarray(4, 4 + blob.readUInt32BE(0)).toString('latin1');
  const algorithm = bits === undefined ? type : RSA_SIGNATURE;
  return userKeyAlgorithms === undefined || userKeyAlgorithms.includes(algorithm)
    ? undefined
    : `PubkeyAcceptedAlgorithms does not allow ${algorithm}`;
};

/**
 * Authentication methods in order: the existing private keys, then the ssh agent.
 * @throws NoUsableKey for a key of the testbed that cannot be used, or if there is no key at all
 */
export const readCredentials = async (machine: string, target: SshTarget): Promise<Credentials> => {
  const { user, host, identityFiles, identityRequired, identitiesChosen } = target;
  const methods: Credentials['methods'][number][] = [];
  const unusable: string[] = [];
  const named: Buffer[] = [];
  const remedies: string[] = [];
  const refuse = (got: string, remedy?: string): NoUsableKey =>
    new NoUsableKey(machine, `${user}@${host}`, got, remedy ?? remedies[0]);
  for (const file of identityFiles) {
    const read = await readKeyFile(file);
    if ('blob' in read) named.push(read.blob);
    if (read.state === 'usable') {
      const problem = ruledOut(read.blob, target);
      if (problem === undefined) methods.push({ type: 'publickey', username: user, key: read.key });
      else unusable.push(`${file} was not used: ${problem}`);
      continue;
    }
    if (read.state === 'unreadable') {
      const got = `${file} cannot be read: ${read.problem}`;
      const remedy = `name an existing, readable private key; to create one: ssh-keygen -t ed25519 -f ${file}`;
      if (identityRequired) throw refuse(got, remedy);
      if (read.missing && !identitiesChosen) continue;
      unusable.push(got);
      remedies.push(remedy);
      continue;
    }
    if (read.problem === undefined) continue;
    unusable.push(`${file} was not used: ${read.problem}`);
    if (read.state !== 'exposed') continue;
    if (identityRequired) throw refuse(`${file} was not used: ${read.problem}`, read.remedy);
    remedies.push(read.remedy);
  }
  const agent = await fromAgent(target, named);
  if (agent.method !== undefined) methods.push(agent.method);
  else if (agent.problem !== undefined) {
    unusable.push(agent.problem);
    if (agent.remedy !== undefined) remedies.push(agent.remedy);
  }
  if (methods.length > 0) return { methods, unusable };
  const got =
    unusable.length > 0
      ? `${unusable.join('; ')}${agent.problem === undefined ? '; and no ssh agent is running' : ''}`
      : `no private key found (${identityFiles.join(', ')}) and no ssh agent running`;
  throw refuse(got);
};

/** The agent's keys as one method, or why there are none; neither if there is no agent. */
interface FromAgent {
  readonly method?: AgentAuthMethod;
  readonly problem?: string;
  readonly remedy?: string;
}

const fromAgent = async (target: SshTarget, named: readonly Buffer[]): Promise<FromAgent> => {
  const { agent, identitiesOnly, user } = target;
  if (agent === undefined) return {};
  const found = await agentKeys(agent);
  if (found.state === 'no-agent') return {};
  if (found.state === 'silent') {
    const remedy = `check that it answers: SSH_AUTH_SOCK=${agent} ssh-add -l; to use no agent: IdentityAgent none`;
    return { problem: found.problem, remedy };
  }
  const isNamed = (key: ParsedKey): boolean =>
    named.some((blob) => blob.equals(key.getPublicSSH()));
  const keys = found.keys.filter(
    (key) =>
      (!identitiesOnly || isNamed(key)) && ruledOut(key.getPublicSSH(), target) === undefined,
  );
  if (keys.length > 0) {
    return { method: { type: 'agent', username: user, agent: new ChosenKeys(agent, keys) } };
  }
  if (found.keys.length === 0)
    return { problem: 'the ssh agent has no keys', remedy: 'ssh-add FILE' };
  return {
    problem: `none of the ssh agent's ${found.keys.length} keys was used: the SSH configuration does not allow them (IdentitiesOnly, PubkeyAcceptedAlgorithms, RequiredRSASize)`,
  };
};
