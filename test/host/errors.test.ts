import { describe, expect, it } from 'vitest';
import {
  CommandFailed,
  commandFailure,
  ConnectionLost,
  DeadlineExceeded,
  NamespaceMissing,
} from '../../src/host/errors.js';
import {
  AuthenticationFailed,
  HostKeyRejected,
  Unreachable,
} from '../../src/host/connection-errors.js';
import { Failure } from '../../src/model/failure.js';
import { milliseconds, seconds } from '../../src/model/units.js';

const output = { argv: ['ip', 'link', 'show'] as const, exitCode: 1 };

describe('commandFailure', () => {
  it('names a network namespace that is missing, and leaves other failures as they are', () => {
    const failure = (stderr: string) => commandFailure('dut', { ...output, stdout: '', stderr });
    const missing = failure('Cannot open network namespace "lab": No such file or directory\n');
    expect(missing).toBeInstanceOf(NamespaceMissing);
    expect(missing.message).toMatch(
      /there is no network namespace lab\n {2}fix: .*ip netns add lab/,
    );
    expect(failure('no such device')).toBeInstanceOf(CommandFailed);
    expect(failure('Cannot open network namespace "lab": Permission denied\n')).toBeInstanceOf(
      CommandFailed,
    );
  });
});

describe('CommandFailed', () => {
  it('shows the end of standard error, and of the output if there is none', () => {
    const stderr = Array.from({ length: 20 }, (_, line) => `line ${line}\n`).join('');
    const failed = new CommandFailed('dut', { ...output, stdout: 'out', stderr });
    expect(failed.message).toMatch(/^running ip link show on dut: exit code 1: line 12\n/);
    expect(failed.message).not.toContain('out');
    expect(new CommandFailed('dut', { ...output, stdout: 'out', stderr: ' \n' }).message).toMatch(
      /exit code 1: out$/,
    );
  });

  it('says so if the command printed nothing, and what it was for if that is given', () => {
    const failed = new CommandFailed('dut', { ...output, stdout: '', stderr: '' }, 'adding a link');
    expect(failed.message).toBe('adding a link on dut: exit code 1: no output');
  });
});

describe('errors of a connection', () => {
  it.each<[string, Failure]>([
    ['ConnectionLost', new ConnectionLost('dut', ['true'], new Error('reset'))],
    ['Unreachable', new Unreachable('dut', '192.0.2.1:22', seconds(20), 'refused')],
    ['HostKeyRejected', new HostKeyRejected('dut', '192.0.2.1', 'unknown key', 'add it')],
    ['AuthenticationFailed', new AuthenticationFailed('dut', 'root@192.0.2.1', 'refused')],
  ])('are of kind unreachable: %s', (_, error) => {
    expect(error).toBeInstanceOf(Failure);
    expect(error.kind).toBe('unreachable');
    expect(error.message).toContain(' on dut: ');
  });

  it('say in seconds how long was waited', () => {
    expect(new DeadlineExceeded('dut', ['make'], milliseconds(1500)).message).toBe(
      'running make on dut: timed out after 1.5 s and was terminated',
    );
  });
});
