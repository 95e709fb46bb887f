import { describe, expect, it } from 'vitest';
import type { LockedHost } from '../../../../src/host/locked-host.js';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import type { IpLine } from '../../../../src/linux/ip/batch.js';
import { ipBatch } from '../../../../src/linux/ip/batch.js';
import { provision } from '../../../../src/provision/provision.js';
import { teardown } from '../../../../src/provision/teardown.js';
import { namespace } from '../../../../src/provision/steps/namespace.js';
import { cable, openSandbox, sandboxProblem, snapshot, TOPOLOGY } from '../sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;
const runId = 'run-1';

const open = async (...lines: IpLine[]): Promise<LockedHost> => {
  const host = await openSandbox();
  await cable(host, TOPOLOGY);
  const { argv, stdin = '' } = ipBatch(lines);
  await host.run(argv, { stdin });
  return host;
};

describe.skipIf(skipped)('namespace', { timeout: 60_000 }, () => {
  it('refuses a name that is taken, and leaves its owner alone', async () => {
    await using host = await open();
    const before = await snapshot(host);
    const taken = provision(host, [namespace({ name: 'gen', settings: {} })], { runId });
    await expect(taken).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(taken).rejects.toThrow(/network namespace gen on dut: it already exists/);
    expect(await snapshot(host)).toEqual(before);
  });

  it('can be undone twice', async () => {
    await using host = await open();
    const step = namespace({ name: 'vr', settings: { 'net/ipv4/ip_forward': '1' } });
    await step.apply(host);
    await step.undo(host, null);
    await step.undo(host, null);
    expect((await host.run(['ip', 'netns', 'list'])).stdout).not.toContain('vr');
  });

  it('leaves no folder of namespaces where there was none', async () => {
    await using host = await openSandbox();
    const mounts = async (): Promise<string> => (await host.run(['cat', '/proc/mounts'])).stdout;
    const before = await mounts();
    const steps = ['one', 'other'].map((name) => namespace({ name, settings: {} }));
    await provision(host, steps, { runId });
    await teardown(host);
    expect(await mounts()).toBe(before);
    expect((await host.attempt(['ls', '/run/netns'])).exitCode).not.toBe(0);
  });

  it('leaves the folder to namespaces of others', async () => {
    await using host = await openSandbox();
    const step = namespace({ name: 'vr', settings: {} });
    await provision(host, [step], { runId });
    await host.run(['ip', 'netns', 'add', 'other']);
    await teardown(host);
    expect((await host.run(['ip', 'netns', 'list'])).stdout.trim()).toBe('other');
  });
});
