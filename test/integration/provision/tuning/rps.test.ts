import { describe, expect, it } from 'vitest';
import { provision } from '../../../../src/provision/provision.js';
import { teardown } from '../../../../src/provision/teardown.js';
import { rps } from '../../../../src/provision/tuning/rps.js';
import { readRps } from '../../../../src/linux/device/rps.js';
import { cable, openSandbox, sandboxProblem, snapshot, TOPOLOGY } from '../sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;
const runId = 'run-1';

describe.skipIf(skipped)('receive packet steering', { timeout: 60_000 }, () => {
  it('is set for every queue, and set back', async () => {
    await using host = await openSandbox();
    await cable(host, TOPOLOGY);
    const masks = async (): Promise<string> => (await host.run(readRps(['dut0', 'dut1']))).stdout;
    const [before, state] = [await masks(), await snapshot(host)];
    const ports = ['dut0', 'dut1'].map((port) => ({ interface: port, cpus: [0] }));
    await provision(host, [rps({ ports })], { runId });
    expect(await masks()).not.toBe(before);
    expect(await masks()).toMatch(/dut0\/queues\/rx-0\/rps_cpus:0*1\n/);
    await teardown(host, { run: runId });
    expect(await masks()).toBe(before);
    expect(await snapshot(host)).toEqual(state);
  });

  it('is refused where there is no such port', async () => {
    await using host = await openSandbox();
    const step = rps({ ports: [{ interface: 'dut8', cpus: [0] }] });
    await expect(provision(host, [step], { runId })).rejects.toThrow(/dut8/);
  });
});
