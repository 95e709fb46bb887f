import { describe, expect, it } from 'vitest';
import { PLAIN_TRAFFIC } from '../../../../src/model/network/traffic.js';
import { dataPlaneOf } from '../../../../src/provision/dataplane/index.js';
import { provision } from '../../../../src/provision/provision.js';
import { resetInterfaces } from '../../../../src/provision/reset/interface.js';
import { dutSteps } from '../../../../src/provision/machine-setup.js';
import { teardown } from '../../../../src/provision/teardown.js';
import { cable, openSandbox, sandboxProblem, snapshot, TOPOLOGY } from '../sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;
const EGRESS = TOPOLOGY.egress.map(({ dut }) => dut.interface);

describe.skipIf(skipped)('resetInterfaces', { timeout: 60_000 }, () => {
  it('leaves a data plane as it was, and nothing that its undo would miss', async () => {
    await using host = await openSandbox();
    await cable(host, TOPOLOGY);
    const bare = await snapshot(host);
    const planned = dataPlaneOf('ip-forwarder').steps(TOPOLOGY, PLAIN_TRAFFIC);
    await provision(host, [...dutSteps(TOPOLOGY), ...planned], { runId: 'run-1' });
    const neighbours = async () => {
      const argv = ['ip', 'neigh', 'show', 'dev', EGRESS[0] ?? '', 'nud', 'permanent'] as const;
      return (await host.run(argv)).stdout;
    };
    const [before, known] = [await snapshot(host), await neighbours()];
    expect(known).not.toBe('');

    await host.run(['ip', 'link', 'set', 'dev', EGRESS[0] ?? '', 'down']);
    expect(await neighbours()).toBe('');
    await resetInterfaces(host, EGRESS, planned);
    expect(await neighbours()).toBe(known);
    expect(await snapshot(host)).toEqual(before);

    await teardown(host);
    expect(await snapshot(host)).toEqual(bare);
  });
});
