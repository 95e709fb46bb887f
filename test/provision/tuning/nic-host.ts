import type { Output, RunOptions } from '../../../src/host/host.js';
import type { LockedHost } from '../../../src/host/locked-host.js';
import type { Tenure } from '../../../src/host/command/tenure.js';
import { CommandFailed } from '../../../src/host/errors.js';
import type { Argv } from '../../../src/model/command.js';

/** A machine whose NIC prints, by command, what was set so far makes of it. */
export interface NicHost extends LockedHost {
  /** What was run to change something, in order. */
  readonly set: readonly string[];
}

/** Changes by these programs; anything else succeeds and prints nothing. */
const CHANGES = /^(ethtool -[A-Z]|tc qdisc|systemctl (start|stop)|sh -c while read)/;

/**
 * @param prints what each command prints, after some were run; any other fails
 * @param refuses what is printed of commands that fail
 */
export const nicHost = (
  prints: (set: readonly string[]) => Readonly<Record<string, string>>,
  refuses: Readonly<Record<string, string>> = {},
): NicHost => {
  const set: string[] = [];
  const answer = (command: string): string => {
    const [program, ...words] = command.split(' ');
    const texts = prints(set);
    if (program === 'first_lines') {
      const lines = words.flatMap((word) => (texts[word] === undefined ? [] : [texts[word]]));
      return `${lines.join('')}\u001d0\u001d\u001e`;
    }
    const text = texts[command];
    return text === undefined
      ? '\u001d1\u001dnetlink error: Operation not supported\u001e'
      : `${text}\u001d0\u001d\u001e`;
  };
  const attempt = (argv: Argv, { stdin }: RunOptions = {}): Promise<Output> => {
    const command = argv.join(' ');
    const done = (exitCode: number, stdout: string, stderr: string) =>
      Promise.resolve({ argv, exitCode, stdout, stderr });
    const refused = refuses[command];
    if (refused !== undefined) return done(1, '', refused);
    if (CHANGES.test(command) && !command.includes('\\035')) {
      set.push(stdin === undefined ? command : String(stdin).trim());
      return done(0, '', '');
    }
    const asked = command.includes('\\035') ? String(stdin).split('\n').filter(Boolean) : [];
    return done(0, asked.map(answer).join(''), '');
  };
  const host: NicHost = {
    name: 'dut',
    tenure: '0'.repeat(16) as Tenure,
    set,
    in: () => host,
    attempt,
    run: async (argv, options) => {
      const output = await attempt(argv, options);
      if (output.exitCode !== 0) throw new CommandFailed('dut', output);
      return output;
    },
    withLineProtocol: () => Promise.reject(new Error('not used')),
    upload: () => Promise.reject(new Error('not used')),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  return host;
};
