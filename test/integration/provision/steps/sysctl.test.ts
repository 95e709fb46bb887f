import { describe, expect, it } from 'vitest';
import type { LockedHost } from '../../../../src/host/locked-host.js';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import type { IpLine } from '../../../../src/linux/ip/batch.js';
import { ipBatch } from '../../../../src/linux/ip/batch.js';
import { provision } from '../../../../src/provision/provision.js';
import { sysctl } from '../../../../src/provision/steps/sysctl.js';
import { teardown } from '../../../../src/provision/teardown.js';
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

describe.skipIf(skipped)('sysctl', { timeout: 60_000 }, () => {
  it('names every key that does not exist, and changes nothing', async () => {
    await using host = await open();
    const before = await snapshot(host);
    const settings = {
      'net/ipv4/conf/dut0/forwarding': '1',
      'net/ipv4/conf/dut8/forwarding': '1',
      'net/ipv4/no_such': '1',
    };
    const refused = provision(host, [sysctl({ settings })], { runId });
    await expect(refused).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(refused).rejects.toThrow(
      'kernel parameter net/ipv4/conf/dut8/forwarding, net/ipv4/no_such on dut',
    );
    expect(await snapshot(host)).toEqual(before);
  });

  it('undoes those it set when a later one is refused by the kernel', async () => {
    await using host = await open();
    const before = await snapshot(host);
    const settings = { 'net/ipv4/conf/dut0/forwarding': '1', 'net/ipv4/ip_default_ttl': '999' };
    await expect(provision(host, [sysctl({ settings })], { runId })).rejects.toThrow(
      /net\/ipv4\/ip_default_ttl: cannot be set to 999/,
    );
    expect(await snapshot(host)).toEqual(before);
  });

  it('leaves out a key that may be missing', async () => {
    await using host = await open();
    const before = await snapshot(host);
    const settings = { '-net/ipv4/no_such': '1', '-net/ipv4/conf/dut0/forwarding': '1' };
    await provision(host, [sysctl({ namespace: 'sink', settings })], { runId });
    expect(await snapshot(host)).not.toEqual(before);
    await teardown(host);
    expect(await snapshot(host)).toEqual(before);
  });
});
