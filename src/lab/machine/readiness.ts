import { connect } from 'node:net';
import pRetry from 'p-retry';
import { Failure } from '../../model/failure.js';
import { lastLines } from '../local/command.js';
import { machineLogs, type StartedMachine } from './start.js';

/** In ms: the first attempt's timeout; each further one is a tenth longer. */
const ATTEMPT_TIMEOUT = 1_000;
const TIMEOUT_GROWTH = 1.1;
const PAUSE = 100;
const BOOT_TIMEOUT = 180_000;

/** Connects once and reads the identification string of an SSH server (RFC 4253 section 4.2). */
const readIdentification = async (
  port: number,
  timeout: number,
  signal: AbortSignal,
): Promise<void> => {
  signal.throwIfAborted();
  const socket = connect({ host: '127.0.0.1', port });
  const stop = (): void => {
    socket.destroy(new Error('cancelled'));
  };
  // Not by AbortSignal.any: a timeout signal within may be garbage-collected early.
  socket.setTimeout(timeout, () => socket.destroy(new Error('no identification')));
  signal.addEventListener('abort', stop, { once: true });
  try {
    const identification = await new Promise<Buffer>((resolve, reject) => {
      socket.once('data', resolve);
      socket.once('error', reject);
      // While nothing listens yet, the emulated network accepts and closes the connection.
      socket.once('close', () => {
        reject(new Error('closed without an identification'));
      });
    });
    if (!identification.toString('latin1').startsWith('SSH-')) throw new Error('not an SSH server');
  } finally {
    signal.removeEventListener('abort', stop);
    socket.destroy();
  }
};

/**
 * Waits until a machine's sshd answers.
 * @param folder the lab's folder, which has the machine's console log
 * @throws MachineEnded when QEMU exits first; Failure when sshd does not answer within 3 minutes
 */
export const awaitSsh = async (
  machine: StartedMachine,
  folder: string,
  signal: AbortSignal,
): Promise<void> => {
  const timedOut = new AbortController();
  const timer = setTimeout(() => {
    timedOut.abort();
  }, BOOT_TIMEOUT);
  const stop = AbortSignal.any([signal, machine.ended, timedOut.signal]);
  try {
    // A connection to a machine still booting is not refused but left pending, so it has to be retried.
    // A slow machine takes seconds to answer, also for each abandoned connection: timeouts grow.
    const attempt = (number: number): Promise<void> =>
      readIdentification(
        machine.sshPort,
        Math.round(ATTEMPT_TIMEOUT * TIMEOUT_GROWTH ** (number - 1)),
        stop,
      );
    await pRetry(attempt, {
      retries: BOOT_TIMEOUT / PAUSE,
      factor: 1,
      minTimeout: PAUSE,
      signal: stop,
    });
  } catch (cause) {
    if (machine.ended.aborted) throw machine.ended.reason;
    if (signal.aborted) throw cause;
    const { serial } = await machineLogs(folder, machine.name);
    throw new Failure({
      attempted: 'waiting for sshd',
      where: machine.name,
      got: `no answer within ${BOOT_TIMEOUT / 1000} s; console:\n${lastLines(serial)}`,
      cause,
    });
  } finally {
    clearTimeout(timer);
  }
};
