import { connect } from 'node:net';
import pRetry from 'p-retry';
import { Failure } from '../../model/failure.js';
import { lastLines } from '../local/command.js';
import { machineWords, type StartedMachine } from './start.js';

/** How long the first attempt waits for an answer; each further one a tenth longer. */
const ATTEMPT = 1_000;
const GROWTH = 1.1;
const PAUSE = 100;
const DEADLINE = 180_000;

/** Asks once for the line with which an sshd greets (RFC 4253 section 4.2). Rejects when there is none. */
const readBanner = async (port: number, limit: number, signal: AbortSignal): Promise<void> => {
  signal.throwIfAborted();
  const socket = connect({ host: '127.0.0.1', port });
  const stop = (): void => {
    socket.destroy(new Error('given up'));
  };
  // Not by a signal of several signals: one made of a timeout may be collected before its time.
  socket.setTimeout(limit, () => socket.destroy(new Error('no greeting')));
  signal.addEventListener('abort', stop, { once: true });
  try {
    const greeting = await new Promise<Buffer>((resolve, reject) => {
      socket.once('data', resolve);
      socket.once('error', reject);
      // Where nobody listens yet, the emulated network closes the connection without a word.
      socket.once('close', () => {
        reject(new Error('closed without a greeting'));
      });
    });
    if (!greeting.toString('latin1').startsWith('SSH-')) throw new Error('not an ssh server');
  } finally {
    signal.removeEventListener('abort', stop);
    socket.destroy();
  }
};

/**
 * Waits until a machine's sshd answers.
 * @param folder the lab's folder, where the machine's console can be read
 * @throws MachineEnded when QEMU ends before; Failure when the machine is not heard of for minutes
 */
export const awaitSsh = async (
  machine: StartedMachine,
  folder: string,
  signal: AbortSignal,
): Promise<void> => {
  const overdue = new AbortController();
  const timer = setTimeout(() => {
    overdue.abort();
  }, DEADLINE);
  const over = AbortSignal.any([signal, machine.ended, overdue.signal]);
  try {
    // A connection to a machine that still boots is not refused but left to wait: ask anew. But a slow
    // machine takes seconds for an answer, and for every connection that was given up.
    const attempt = (number: number): Promise<void> =>
      readBanner(machine.sshPort, Math.round(ATTEMPT * GROWTH ** (number - 1)), over);
    await pRetry(attempt, {
      retries: DEADLINE / PAUSE,
      factor: 1,
      minTimeout: PAUSE,
      signal: over,
    });
  } catch (cause) {
    if (machine.ended.aborted) throw machine.ended.reason;
    if (signal.aborted) throw cause;
    const { serial } = await machineWords(folder, machine.name);
    throw new Failure({
      attempted: 'waiting for sshd',
      where: machine.name,
      got: `no answer in ${DEADLINE / 1000} s; the console says:\n${lastLines(serial)}`,
      cause,
    });
  } finally {
    clearTimeout(timer);
  }
};
