import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { reasonOf } from '../../model/failure.js';
import { SessionRefused } from '../command/transport.js';
import type { SshLink } from './attempt.js';

/** In ms: how long a machine that has opened no session yet may refuse one. */
const REFUSAL_TIMEOUT = 2_000;
/** In ms. sshd takes a moment to close a session, or longer while its command still runs. */
const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 1_000;
/** In ms: the pause after a failed attempt to open another connection. */
const DIAL_AGAIN = 5_000;

/** A connection, and the sessions on it. */
interface Connection {
  readonly link: SshLink;
  /** Sessions that are open or being opened. */
  inUse: number;
  open: number;
}

/** Work that opens a session. */
export type SessionWork<Result> = (link: SshLink, onOpen: () => void) => Promise<Result>;

const isAlive = ({ link }: Connection): boolean => link.ssh.isConnected();
const connectionOver = (link: SshLink): Connection => ({ link, inUse: 0, open: 0 });

/**
 * The sessions of a machine, over as many connections as needed: sshd allows MaxSessions on each of
 * them, by default 10. A refused session is not a lost connection, and nothing has run in it.
 */
export class Sessions implements AsyncDisposable {
  #connections: Connection[];
  readonly #dial: (signal: AbortSignal) => Promise<SshLink>;
  #dialling: Promise<void> | undefined;
  readonly #closing = new AbortController();
  /** Why no further connection can be opened at the moment. */
  #noMore: string | undefined;
  /** The most sessions that were open on one connection: MaxSessions is not less. */
  #mostOpen = 0;
  /** MaxSessions, as far as known. */
  #maxSessions = Number.POSITIVE_INFINITY;
  /** Emits `free` when a session may be available, or another connection can be tried. */
  readonly #events = new EventEmitter().setMaxListeners(0);

  /** @param dial opens another connection to the same machine */
  constructor(first: SshLink, dial: (signal: AbortSignal) => Promise<SshLink>) {
    this.#connections = [connectionOver(first)];
    this.#dial = dial;
  }

  /**
   * Does work that opens one session, as soon as one is available. Restarts it after SessionRefused.
   * @param onWait called with the reason if it has to wait for another session to end
   * @throws what the work throws; SessionRefused if the machine opens no session at all
   */
  async use<Result>(work: SessionWork<Result>, onWait: (reason: string) => void): Promise<Result> {
    let pause = FIRST_PAUSE;
    for (const latest = performance.now() + REFUSAL_TIMEOUT; ;) {
      try {
        return await this.#useOne(work, onWait);
      } catch (error) {
        if (!(error instanceof SessionRefused)) throw error;
        if (this.#mostOpen === 0 && performance.now() > latest) throw error;
        onWait(`the machine refuses another session (MaxSessions): ${error.message}`);
        // Another one may be available at once, or may have to end first.
        await delay(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#dialling;
    await Promise.all(this.#connections.map(({ link }) => link[Symbol.asyncDispose]()));
  }

  async #useOne<Result>(
    work: SessionWork<Result>,
    onWait: (reason: string) => void,
  ): Promise<Result> {
    const connection = await this.#reserve(onWait);
    let opened = 0;
    try {
      return await work(connection.link, () => {
        opened = 1;
        connection.open += 1;
        this.#mostOpen = Math.max(this.#mostOpen, connection.open);
      });
    } catch (error) {
      if (error instanceof SessionRefused && connection.inUse > 1) {
        const others = connection.inUse - 1;
        this.#maxSessions = Math.max(this.#mostOpen, Math.min(this.#maxSessions, others));
      }
      throw error;
    } finally {
      connection.inUse -= 1;
      connection.open -= opened;
      this.#events.emit('free');
    }
  }

  async #reserve(onWait: (reason: string) => void): Promise<Connection> {
    for (;;) {
      const alive = this.#connections.filter(isAlive);
      // The last one stays: its error says why it broke.
      if (alive.length > 0) this.#connections = alive;
      const free = this.#connections.find(({ inUse }) => inUse < this.#maxSessions);
      if (free !== undefined) {
        free.inUse += 1;
        return free;
      }
      if (this.#noMore === undefined) this.#dialling ??= this.#add();
      else {
        onWait(`the machine allows no more sessions (MaxSessions) or connections: ${this.#noMore}`);
      }
      await once(this.#events, 'free');
    }
  }

  /** Opens one more connection; if that fails, the existing ones are used for a while. */
  async #add(): Promise<void> {
    try {
      const link = await this.#dial(this.#closing.signal);
      this.#connections.push(connectionOver(link));
    } catch (error) {
      this.#noMore = reasonOf(error);
      setTimeout(() => {
        this.#noMore = undefined;
        this.#events.emit('free');
      }, DIAL_AGAIN).unref();
    } finally {
      this.#dialling = undefined;
      this.#events.emit('free');
    }
  }
}
