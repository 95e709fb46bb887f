import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import ssh2, {
  type IdentityCallback,
  type ParsedKey,
  type SignCallback,
  type SigningRequestOptions,
} from 'ssh2';
import { reasonOf } from '../../../model/failure.js';
import { inMilliseconds, inSeconds, seconds, type Nanoseconds } from '../../../model/units.js';

/** For listing keys, which is normally immediate. */
const LISTING = seconds(5);
/** For a signature, which the user may have to confirm first. */
const SIGNING = seconds(60);

/** The agent's keys, or why they could not be listed. */
export type AgentKeys =
  | { readonly state: 'listed'; readonly keys: readonly ParsedKey[] }
  | { readonly state: 'no-agent' }
  /** It exists, but cannot be used. */
  | { readonly state: 'silent'; readonly problem: string };

const named = (socket: string): string => `the ssh agent at ${socket}`;

/** An agent with a time limit: the SSH library waits for it forever. */
class LimitedAgent extends ssh2.OpenSSHAgent {
  readonly #socket: string;
  readonly #limit: Nanoseconds;

  constructor(socket: string, limit: Nanoseconds) {
    super(socket);
    this.#socket = socket;
    this.#limit = limit;
  }

  override getStream(callback: (error?: Error | null, stream?: Duplex) => void): void {
    const stream = connect(this.#socket);
    const late = `${named(this.#socket)} did not answer within ${inSeconds(this.#limit)} s`;
    const timer = setTimeout(() => {
      stream.destroy(new Error(late));
    }, inMilliseconds(this.#limit));
    let answered = false;
    const answer = (error: Error | null): void => {
      if (answered) return;
      answered = true;
      if (error === null) callback(null, stream);
      else callback(error);
    };
    stream.on('error', answer);
    stream.once('connect', () => {
      answer(null);
    });
    stream.once('close', () => {
      clearTimeout(timer);
    });
  }
}

const absent = (error: Error): boolean =>
  'code' in error && ['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'].includes(String(error.code));

/** Lists an agent's keys, without certificates and other keys that the SSH library cannot read. */
export const agentKeys = (socket: string): Promise<AgentKeys> =>
  new Promise((resolve) => {
    new LimitedAgent(socket, LISTING).getIdentities((error, keys = []) => {
      if (error === undefined || error === null) {
        resolve({ state: 'listed', keys: keys.filter((key) => isParsed(key)) });
        return;
      }
      resolve(
        absent(error) ? { state: 'no-agent' } : { state: 'silent', problem: reasonOf(error) },
      );
    });
  });

const isParsed = (key: unknown): key is ParsedKey =>
  typeof key === 'object' && key !== null && 'getPublicSSH' in key;

/** Logs in with some of an agent's keys. */
export class ChosenKeys extends ssh2.BaseAgent<ParsedKey> {
  readonly #agent: LimitedAgent;
  readonly #keys: readonly ParsedKey[];

  constructor(socket: string, keys: readonly ParsedKey[]) {
    super();
    this.#agent = new LimitedAgent(socket, SIGNING);
    this.#keys = keys;
  }

  override getIdentities(callback: IdentityCallback<ParsedKey>): void {
    callback(null, [...this.#keys] as never);
  }

  override sign(
    key: ParsedKey,
    data: Buffer,
    options: SigningRequestOptions | SignCallback,
    callback?: SignCallback,
  ): void {
    if (typeof options === 'function') this.#agent.sign(key, data, options);
    else this.#agent.sign(key, data, options, callback);
  }
}
