import { createInterface } from 'node:readline/promises';
import { ROLES } from '../../config/testbed/placed-port.js';
import type { RoleName } from '../../config/testbed/testbed-file.js';
import { Interrupted, reasonOf } from '../../model/failure.js';
import { hostArgument } from './host-argument.js';

const QUESTIONS: Readonly<Record<RoleName, string>> = {
  generator: 'Generator, which sends test frames (user@host): ',
  dut: 'DUT, the router under test (user@host): ',
  sink: 'Sink, which receives them (user@host; empty: the generator does): ',
};

/** Whether there is somebody to ask. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

/**
 * Asks for the hosts of the roles on the terminal; repeats the question after an invalid host.
 * @throws Interrupted, also if the input ends
 */
export const askForHosts = async (
  given: Readonly<Record<RoleName, string | undefined>>,
  signal: AbortSignal,
): Promise<Readonly<Record<RoleName, string>>> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new AbortController();
  // End of input; a question alone would wait forever.
  terminal.once('close', () => {
    closed.abort();
  });
  // The terminal hands ^C over as a key.
  terminal.on('SIGINT', () => {
    process.kill(process.pid, 'SIGINT');
  });
  const stopped = AbortSignal.any([signal, closed.signal]);
  const question = async (text: string): Promise<string> => {
    try {
      return (await terminal.question(text, { signal: stopped })).trim();
    } catch (error) {
      throw stopped.aborted ? new Interrupted('asking for the machines') : error;
    }
  };
  const askFor = async (role: RoleName, empty: string | undefined): Promise<string> => {
    for (;;) {
      const answer = await question(QUESTIONS[role]);
      if (answer === '' && empty !== undefined) return empty;
      try {
        hostArgument(answer);
        return answer;
      } catch (error) {
        process.stderr.write(`${reasonOf(error)}\n`);
      }
    }
  };
  try {
    const hosts = { ...given };
    for (const role of ROLES) {
      hosts[role] ??= await askFor(role, role === 'sink' ? hosts.generator : undefined);
    }
    const { generator = '', dut = '', sink = '' } = hosts;
    return { generator, dut, sink };
  } finally {
    terminal.close();
  }
};
