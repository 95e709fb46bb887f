import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CommandFailed } from '../../../../src/host/errors.js';
import { Interrupted } from '../../../../src/model/failure.js';
import { MACHINES, type Machine } from '../machines.js';
import { allGone, pidIn } from '../process.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.each(Object.entries(MACHINES))('a line protocol on a host of kind %s', (_kind, make) => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await make();
  });
  afterAll(async () => {
    await machine[Symbol.asyncDispose]();
  });

  it('gets an answer for each line, and closes the input at the end of the session', async () => {
    const echo = 'while read -r line; do echo "echo $line"; done; exit 0';
    const { host } = machine;
    const answers = await host.withLineProtocol(['sh', '-c', echo], async (ask) => [
      await ask('one'),
      await ask('größe'),
    ]);
    expect(answers).toEqual(['echo one', 'echo größe']);
  });

  it('reports the error of a program that does not answer', async () => {
    const { host } = machine;
    const mute = host.withLineProtocol(['sh', '-c', 'echo no >&2; exit 3'], (ask) => ask('well?'));
    await expect(mute).rejects.toThrow(CommandFailed);
    const quitter = host.withLineProtocol(['true'], (ask) => ask('well?'));
    await expect(quitter).rejects.toThrow('exited before it answered');
  });

  it('ends the program when the session fails, or is aborted', async () => {
    const { host, folder } = machine;
    const program = ['sh', '-c', `echo $$ > "$1/pid"; exec cat`, 'sh', folder.path('')] as const;
    const failed = host.withLineProtocol(program, async (ask) => {
      await ask('one');
      throw new Error('enough');
    });
    await expect(failed).rejects.toThrow('enough');
    await allGone([await pidIn(folder.path('pid'))]);
    const stop = new AbortController();
    const aborted = host.withLineProtocol(
      program,
      async (ask) => {
        await ask('one');
        stop.abort();
        return ask('two').then(() => new Promise<never>(() => undefined));
      },
      { signal: stop.signal },
    );
    await expect(aborted).rejects.toThrow(Interrupted);
    await allGone([await pidIn(folder.path('pid'))]);
  });
});
