import { describe, expect, it } from 'vitest';
import { CommandFailed } from '../../../src/host/errors.js';
import type { Output } from '../../../src/host/host.js';
import { JobHost } from '../../../src/lab/job/job-host.js';
import type { Command } from '../../../src/model/command.js';

const outputOf = ({ argv, stdin = '' }: Command, exitCode = 0): Output => ({
  argv,
  exitCode,
  stdout: `${argv.join(' ')} ${stdin}`.trim(),
  stderr: '',
});

const runAll = (commands: readonly Command[]): Promise<readonly Output[]> =>
  Promise.resolve(commands.map((command) => outputOf(command)));

describe('JobHost', () => {
  it('resolves commands in the order of the requests, once it has been executed', async () => {
    const host = new JobHost('dut');
    const answers = Promise.all([host.run(['date']), host.attempt(['cat'], { stdin: 'x' })]);
    await host.execute(runAll);
    expect((await answers).map(({ stdout }) => stdout)).toEqual(['date', 'cat x']);
  });

  it('names the command that failed', async () => {
    const host = new JobHost('dut');
    void host.run(['true']);
    void host.run(['false']);
    void host.run(['date']);
    const failing = (commands: readonly Command[]) =>
      Promise.resolve(
        commands.slice(0, 2).map((command, index) => outputOf(command, index === 1 ? 1 : 0)),
      );
    await expect(host.execute(failing)).rejects.toThrow(CommandFailed);
    await expect(host.execute(failing)).rejects.toThrow(/running false on dut: exit code 1/);
  });

  it('queues nothing once it has been executed', async () => {
    const host = new JobHost('dut');
    await host.execute(runAll);
    expect(() => host.run(['date'])).toThrow(/requested after the job of dut had started/);
  });
});
