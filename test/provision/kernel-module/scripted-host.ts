import { hostIn } from '../../../src/host/namespaced-host.js';
import type { Host, Output, Upload } from '../../../src/host/host.js';
import { CommandFailed } from '../../../src/host/errors.js';
import type { Argv } from '../../../src/model/command.js';

type Answer = Partial<Pick<Output, 'exitCode' | 'stdout' | 'stderr'>>;

/** A host that answers by the first rule that matches a command line; otherwise with no output and exit code 0. */
export interface ScriptedHost extends Host {
  /** The command lines that were run, in order. */
  readonly lines: string[];
  readonly uploads: Upload[];
}

export const scriptedHost = (rules: readonly (readonly [RegExp, Answer])[]): ScriptedHost => {
  const lines: string[] = [];
  const uploads: Upload[] = [];
  const attempt = (argv: Argv): Promise<Output> => {
    const line = argv.join(' ');
    lines.push(line);
    const [, answer = {}] = rules.find(([pattern]) => pattern.test(line)) ?? [];
    return Promise.resolve({ argv, exitCode: 0, stdout: '', stderr: '', ...answer });
  };
  const host: ScriptedHost = {
    name: 'dut',
    in: (namespace) => hostIn(host, namespace),
    lines,
    uploads,
    attempt,
    run: async (argv) => {
      const output = await attempt(argv);
      if (output.exitCode !== 0) throw new CommandFailed('dut', output);
      return output;
    },
    withLineProtocol: () => Promise.reject(new Error('not used')),
    upload: (files) => {
      uploads.push(...files);
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  return host;
};
