import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { reasonOf } from '../../model/failure.js';
import { SessionRefused } from '../command/transport.js';
import type { SshLink } from './connect.js';

/** In ms: how long an idle connection may refuse a session. sshd takes a moment to close the last one. */
const PATIENCE = 10_000;
const FIRST_PAUSE = 20;

/** A connection, and the sessions in use on it. */
interface Connection {
  readonly link: SshLink;
  inUse: number;
  /** As far as is known: the machine refused one more. */
  limit: number;
}

const isAlive = ({ link }: Connection): boolean => link.ssh.isConnected();

/**
 * The sessions of a machine, over as many connections as it takes: sshd allows MaxSessions on each of
 * them, 10 unless it is set. A refused session is no lost connection, and nothing has run in it.
 */
export class Sessions implements AsyncDisposable {
  #connections: Connection[];
  readonly #dial: () => Promise<SshLink>;
  #dialling: Promise<void> | undefined;
  /** Why there are no more connections than these. */
  #noMore: string | undefined;
  readonly #events = new EventEmitter().setMaxListeners(0);

  /** @param dial makes another connection to the same machine */
  constructor(first: SshLink, dial: () => Promise<SshLink>) {
    this.#connections = [{ link: first, inUse: 0, limit: Number.POSITIVE_INFINITY }];
    this.#dial = dial;
  }

  /**
   * Does work that opens one session, as soon as there is one. After SessionRefused it is begun again.
   * @param onWait called with the reason where it has to wait for another session to end
   * @throws what the work throws; SessionRefused where the machine opens no session at all
   */
  async use<Result>(
    work: (link: SshLink) => Promise<Result>,
    onWait: (reason: string) => void = () => undefined,
  ): Promise<Result> {
    let pause = FIRST_PAUSE;
    for (const latest = performance.now() + PATIENCE; ;) {
      const connection = await this.#reserve(onWait);
      try {
        return await work(connection.link);
      } catch (error) {
        if (!(error instanceof SessionRefused)) throw error;
        if (connection.inUse > 1) {
          connection.limit = Math.min(connection.limit, connection.inUse - 1);
          continue;
        }
        if (performance.now() > latest) throw error;
        await delay(pause);
        pause *= 2;
      } finally {
        connection.inUse -= 1;
        this.#events.emit('free');
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#dialling;
    await Promise.all(this.#connections.map(({ link }) => link[Symbol.asyncDispose]()));
  }

  async #reserve(onWait: (reason: string) => void): Promise<Connection> {
    for (;;) {
      const alive = this.#connections.filter(isAlive);
      // The last one stays: its error says why it broke.
      if (alive.length > 0) this.#connections = alive;
      const free = this.#connections.find(({ inUse, limit }) => inUse < limit);
      if (free !== undefined) {
        free.inUse += 1;
        return free;
      }
      if (this.#noMore === undefined) {
        await (this.#dialling ??= this.#add());
      } else {
        onWait(`the machine allows no more sessions (MaxSessions) or connections: ${this.#noMore}`);
        await once(this.#events, 'free');
      }
    }
  }

  /** One more connection; where there is none to be had, those that are there have to do. */
  async #add(): Promise<void> {
    try {
      this.#connections.push({
        link: await this.#dial(),
        inUse: 0,
        limit: Number.POSITIVE_INFINITY,
      });
    } catch (error) {
      this.#noMore = reasonOf(error);
    } finally {
      this.#dialling = undefined;
    }
  }
}
