import type { Host, Output, RunOptions } from '../../src/host/host.js';
import { hostIn } from '../../src/host/namespaced-host.js';
import type { Argv, Command } from '../../src/model/command.js';

/** A host that runs nothing, reports success and records the commands. */
export interface RecordingHost extends Host {
  readonly commands: Command[];
}

export const recordingHost = (): RecordingHost => {
  const commands: Command[] = [];
  const attempt = (argv: Argv, { stdin }: RunOptions = {}): Promise<Output> => {
    commands.push(stdin === undefined ? { argv } : { argv, stdin });
    return Promise.resolve({ argv, exitCode: 0, stdout: '', stderr: '' });
  };
  const host: RecordingHost = {
    name: 'recorder',
    in: (namespace) => hostIn(host, namespace),
    commands,
    attempt,
    run: attempt,
    withLineProtocol: () => Promise.reject(new Error('not used')),
    upload: () => Promise.reject(new Error('not used')),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  return host;
};
