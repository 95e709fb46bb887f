import { describe, expect, it } from 'vitest';
import { provision } from '../../../../../src/provision/provision.js';
import { teardown } from '../../../../../src/provision/teardown.js';
import { offloads } from '../../../../../src/provision/tuning/port/offloads.js';
import { cable, openSandbox, sandboxProblem, TOPOLOGY } from '../../sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;
const runId = 'run-1';

describe.skipIf(skipped)('offloads', { timeout: 60_000 }, () => {
  it.each([
    ['tso', 'tcp-segmentation-offload'],
    ['sg', 'scatter-gather'],
    ['tx', 'tx-checksumming'],
  ])('are set with what depends on them, and set back: %s', async (name, printed) => {
    await using host = await openSandbox();
    await cable(host, TOPOLOGY);
    const features = async (): Promise<string> =>
      (await host.run(['ethtool', '-k', 'dut0'])).stdout;
    // One part of a sum differs from the others.
    await host.run(['ethtool', '-K', 'dut0', 'tx-tcp-mangleid-segmentation', 'off']);
    const before = await features();
    expect(before).toContain(`\n${printed}: on\n`);
    const step = offloads({ interfaces: ['dut0'], wanted: { [name]: false } });
    await provision(host, [step], { runId });
    expect(await features()).toContain(`\n${printed}: off\n`);
    await teardown(host, { run: runId });
    expect(await features()).toBe(before);
  });
});
