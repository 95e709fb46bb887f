import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { Failure } from '../../model/failure.js';

/** A QMP command that a lab sends (QEMU QMP Reference Manual). */
export type QmpCommand =
  | { readonly execute: 'stop' | 'cont' | 'system_reset' }
  | { readonly execute: 'set-action'; readonly arguments: { readonly reboot: 'reset' } }
  | { readonly execute: 'set_link'; readonly arguments: SetLink };

/** A NIC, and whether it has a carrier. */
interface SetLink {
  readonly name: string;
  readonly up: boolean;
}

const replySchema = z.looseObject({ error: z.looseObject({ desc: z.string() }).optional() });

/** In ms. */
const REPLY_TIMEOUT = 10_000;

/**
 * Sends a machine's QEMU commands in order over its QMP socket.
 * @throws Failure when it does not reply, or replies with an error
 */
export const sendQemuCommands = async (
  machine: string,
  socketPath: string,
  commands: readonly QmpCommand[],
): Promise<void> => {
  const attempted = `sending QEMU ${commands.map(({ execute }) => execute).join(', ')}`;
  const signal = AbortSignal.timeout(REPLY_TIMEOUT);
  const socket = connect({ path: socketPath });
  try {
    await once(socket, 'connect', { signal });
    const lines = createInterface({ input: socket, signal })[Symbol.asyncIterator]();
    const next = async (): Promise<string> => {
      const line = await lines.next();
      if (line.done === true) throw new Error('QEMU closed the connection');
      return line.value;
    };
    await next();
    for (const command of [{ execute: 'qmp_capabilities' }, ...commands]) {
      socket.write(`${JSON.stringify(command)}\n`);
      let line = await next();
      // Asynchronous events come in between.
      while (line.startsWith('{"timestamp"')) line = await next();
      const { error } = replySchema.parse(JSON.parse(line));
      if (error !== undefined) throw new Error(error.desc);
    }
  } catch (cause) {
    const got = signal.aborted ? 'no reply within 10 s' : String(cause);
    throw new Failure({ attempted, where: machine, got, cause });
  } finally {
    socket.destroy();
  }
};
