import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { Failure } from '../../model/failure.js';

/** What a machine's QEMU is told; QEMU's own names (its QMP reference). */
export type Order =
  | { readonly execute: 'stop' | 'cont' | 'system_reset' }
  | { readonly execute: 'set-action'; readonly arguments: { readonly reboot: 'reset' } };

const answerSchema = z.looseObject({ error: z.looseObject({ desc: z.string() }).optional() });

const PATIENCE = 10_000;

/**
 * Tells a machine's QEMU one thing after the other, over the socket that it listens to (QMP).
 * @throws Failure when it does not answer, or refuses
 */
export const sendQemuCommand = async (
  machine: string,
  socketPath: string,
  orders: readonly Order[],
): Promise<void> => {
  const attempted = `telling QEMU ${orders.map(({ execute }) => execute).join(', ')}`;
  const signal = AbortSignal.timeout(PATIENCE);
  const socket = connect({ path: socketPath });
  try {
    await once(socket, 'connect', { signal });
    const lines = createInterface({ input: socket, signal })[Symbol.asyncIterator]();
    const next = async (): Promise<string> => {
      const line = await lines.next();
      if (line.done === true) throw new Error('it closed the connection');
      return line.value;
    };
    await next();
    for (const order of [{ execute: 'qmp_capabilities' }, ...orders]) {
      socket.write(`${JSON.stringify(order)}\n`);
      let line = await next();
      // What happens to the machine is reported in between.
      while (line.startsWith('{"timestamp"')) line = await next();
      const { error } = answerSchema.parse(JSON.parse(line));
      if (error !== undefined) throw new Error(error.desc);
    }
  } catch (cause) {
    const got = signal.aborted ? 'no answer in 10 s' : String(cause);
    throw new Failure({ attempted, where: machine, got, cause });
  } finally {
    socket.destroy();
  }
};
