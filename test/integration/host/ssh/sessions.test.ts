import { describe, expect, it, vi } from 'vitest';
import { SessionsRefused } from '../../../../src/host/errors.js';
import type { Host } from '../../../../src/host/host.js';
import { openAsRoot } from '../../../../src/host/open.js';
import { Interrupted } from '../../../../src/model/failure.js';
import { pidIn } from '../process.js';
import { sshdProblem, startSshd, type SshdMachine } from '../sshd.js';

vi.setConfig({ testTimeout: 120_000 });

const skipped = (await sshdProblem()) !== undefined;

const open = async (machine: SshdMachine): Promise<Host> => {
  const configFile = await machine.folder.file('no-config', '');
  return openAsRoot('dut', machine.connection, { configFile });
};

const numbers = Array.from({ length: 24 }, (_, index) => String(index));

/** Many commands at once, and one after the other. */
const busy = async (host: Host): Promise<string[]> => {
  const outputs = await Promise.all(
    numbers.map((number) => host.run(['sh', '-c', 'sleep 0.05; echo "$1"', 'sh', number])),
  );
  for (const number of numbers) outputs.push(await host.run(['echo', number]));
  return outputs.map(({ stdout }) => stdout.trim());
};

describe.skipIf(skipped).each([1, 2, 4, 10])('a machine with MaxSessions %i', (limit) => {
  const config = [`MaxSessions ${limit}`];

  it('runs any number of commands at once, and each once', async () => {
    await using machine = await startSshd({ config });
    await using host = await open(machine);
    expect(await busy(host)).toEqual([...numbers, ...numbers]);
    expect(machine.connections()).toBeLessThanOrEqual(8);
  });

  it('runs commands within the session of another', async () => {
    await using machine = await startSshd({ config });
    await using host = await open(machine);
    const answers = await host.withLineProtocol(['cat'], async (ask) => [
      await ask('one'),
      ...(await busy(host)),
      await ask('two'),
    ]);
    expect(answers).toEqual(['one', ...numbers, ...numbers, 'two']);
  });

  it('ends a command that is aborted, whose session is the last', async () => {
    await using machine = await startSshd({ config });
    await using host = await open(machine);
    const stop = new AbortController();
    const file = (number: number): string => machine.folder.path(`pid-${number}`);
    const running = Array.from({ length: Math.min(limit, 8) }, (_, index) =>
      host.run(['sh', '-c', 'echo $$ >"$1"; exec sleep 600', 'sh', file(index)], {
        signal: stop.signal,
      }),
    );
    const ended = Promise.all(running.map((each) => expect(each).rejects.toThrow(Interrupted)));
    const pids = await Promise.all(running.map((_, index) => pidIn(file(index))));
    stop.abort();
    await ended;
    const left = await host.attempt(['sh', '-c', 'kill -s 0 "$@"', 'sh', ...pids.map(String)]);
    expect(left.exitCode).not.toBe(0);
  });
});

describe.skipIf(skipped)('a machine that allows little', () => {
  it('of one session on its only connection runs one command after the other', async () => {
    await using machine = await startSshd({ config: ['MaxSessions 1'], maxConnections: 1 });
    await using host = await open(machine);
    expect(await busy(host)).toEqual([...numbers, ...numbers]);
    expect(machine.connections()).toBe(1);
  });

  it('of no session at all is not called unreachable', async () => {
    await using machine = await startSshd({ config: ['MaxSessions 0'] });
    const opening = open(machine);
    await expect(opening).rejects.toBeInstanceOf(SessionsRefused);
    await expect(opening).rejects.toThrow(/it refuses every session: .*\n.*raise MaxSessions/);
    await expect(opening).rejects.toMatchObject({ kind: 'precondition' });
  });
});
