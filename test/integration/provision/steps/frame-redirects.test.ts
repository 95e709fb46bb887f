import { describe, expect, it } from 'vitest';
import type { LockedHost } from '../../../../src/host/locked-host.js';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import type { IpLine } from '../../../../src/linux/ip/batch.js';
import { ipBatch } from '../../../../src/linux/ip/batch.js';
import { provision } from '../../../../src/provision/provision.js';
import { frameRedirects } from '../../../../src/provision/steps/frame-redirects.js';
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

describe.skipIf(skipped)('frame-redirects', { timeout: 60_000 }, () => {
  it('refuses a device that has filters, and leaves those alone', async () => {
    await using host = await open();
    await host.run(['tc', 'qdisc', 'add', 'dev', 'dut0', 'clsact']);
    const before = await snapshot(host);
    const step = frameRedirects({ redirects: [{ from: 'dut0', to: 'dut1' }] });
    const refused = provision(host, [step], { runId });
    await expect(refused).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(refused).rejects.toThrow(/frames received on dut0 on dut: it already has filters/);
    expect(await snapshot(host)).toEqual(before);
  });

  it('can be undone twice, and where a device is gone', async () => {
    await using host = await open();
    const step = frameRedirects({
      redirects: [
        { from: 'dut0', to: 'dut1' },
        { from: 'dut1', to: 'dut0', destination: '02:00:00:00:00:01' },
      ],
    });
    await step.apply(host);
    await host.run(['ip', 'link', 'del', 'dev', 'dut1']);
    await step.undo(host, null);
    await step.undo(host, null);
    expect((await host.run(['tc', 'qdisc'])).stdout).not.toContain('clsact');
  });
});
