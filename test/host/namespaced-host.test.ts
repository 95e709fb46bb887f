import { describe, expect, it } from 'vitest';
import { hostIn } from '../../src/host/namespaced-host.js';
import type { Host, Output } from '../../src/host/host.js';
import type { Argv } from '../../src/model/command.js';

/** A machine that records the commands it is given. */
const recordingMachine = (): { readonly machine: Host; readonly commands: Argv[] } => {
  const commands: Argv[] = [];
  const run = (argv: Argv): Promise<Output> => {
    commands.push(argv);
    return Promise.resolve({ argv, exitCode: 0, stdout: '', stderr: '' });
  };
  const machine: Host = {
    name: 'dut',
    in: (namespace) => hostIn(machine, namespace),
    run,
    attempt: run,
    withLineProtocol: async (argv, session) => {
      await run(argv);
      return session(() => Promise.resolve('answer'));
    },
    upload: (files) => {
      commands.push(['upload', ...files.map(({ path }) => path)]);
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: () => {
      commands.push(['close']);
      return Promise.resolve();
    },
  };
  return { machine, commands };
};

describe('hostIn', () => {
  it('is the machine itself without a namespace', () => {
    const { machine } = recordingMachine();
    expect(hostIn(machine, undefined)).toBe(machine);
  });

  it('runs commands in the namespace', async () => {
    const { machine, commands } = recordingMachine();
    const router = hostIn(machine, 'vr0');
    await router.run(['ip', 'link']);
    await router.attempt(['true']);
    await router.withLineProtocol(['cat'], (ask) => ask('question'));
    expect(commands).toEqual([
      ['ip', 'netns', 'exec', 'vr0', 'ip', 'link'],
      ['ip', 'netns', 'exec', 'vr0', 'true'],
      ['ip', 'netns', 'exec', 'vr0', 'cat'],
    ]);
  });

  it('leaves name, files and connection to the machine, and does not nest namespaces', async () => {
    const { machine, commands } = recordingMachine();
    const router = hostIn(machine, 'vr0');
    expect(router.name).toBe('dut');
    expect(router.in(undefined)).toBe(machine);
    await router.in('vr1').run(['true']);
    await router.upload([{ path: '/etc/a', content: '' }]);
    await router[Symbol.asyncDispose]();
    expect(commands).toEqual([
      ['ip', 'netns', 'exec', 'vr1', 'true'],
      ['upload', '/etc/a'],
    ]);
  });
});
