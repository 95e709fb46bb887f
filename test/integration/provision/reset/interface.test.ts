import { describe, expect, it } from 'vitest';
import { provision } from '../../../../src/provision/provision.js';
import { resetInterfaces } from '../../../../src/provision/reset/interface.js';
import { dutSteps } from '../../../../src/provision/machine-setup.js';
import { teardown } from '../../../../src/provision/teardown.js';
import { planned } from '../../../provision/planned.js';
import { cable, openSandbox, sandboxProblem, snapshot, TOPOLOGY } from '../sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;
const EGRESS = TOPOLOGY.egress.map(({ dut }) => dut.interface);

describe.skipIf(skipped)('resetInterfaces', { timeout: 60_000 }, () => {
  it('leaves a data plane as it was, and nothing that its undo would miss', async () => {
    await using host = await openSandbox();
    await cable(host, TOPOLOGY);
    const bare = await snapshot(host);
    const { steps } = planned('ip-forwarder');
    await provision(host, [...dutSteps(TOPOLOGY), ...steps], { runId: 'run-1' });
    const neighbours = async () => {
      const argv = ['ip', 'neigh', 'show', 'dev', EGRESS[0] ?? '', 'nud', 'permanent'] as const;
      return (await host.run(argv)).stdout;
    };
    const [before, known] = [await snapshot(host), await neighbours()];
    expect(known).not.toBe('');

    await host.run(['ip', 'link', 'set', 'dev', EGRESS[0] ?? '', 'down']);
    expect(await neighbours()).toBe('');
    await resetInterfaces(host, EGRESS, steps);
    expect(await neighbours()).toBe(known);
    expect(await snapshot(host)).toEqual(before);

    await teardown(host);
    expect(await snapshot(host)).toEqual(bare);
  });
});
