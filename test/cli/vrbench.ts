import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What a call of the built command line gave. */
export interface Call {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built `vrbench` in the package's folder, as a user would. */
export const vrbench = async (
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Call> => {
  const { exitCode, stdout, stderr } = await execa('node', ['dist/cli/main.js', ...args], {
    cwd: ROOT,
    env: { NO_COLOR: '1', ...environment },
    reject: false,
  });
  return { exitCode, stdout, stderr };
};
