import { describe, expect, it } from 'vitest';
import { provision } from '../../../../src/provision/provision.js';
import { promiscuous } from '../../../../src/provision/steps/promiscuous.js';
import { teardown } from '../../../../src/provision/teardown.js';
import { cable, openSandbox, sandboxProblem, snapshot, TOPOLOGY } from '../sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;

describe.skipIf(skipped)('promiscuous', { timeout: 60_000 }, () => {
  it('sets ports promiscuous, and resets those that were not', async () => {
    await using host = await openSandbox();
    await cable(host, TOPOLOGY);
    const flagged = async (): Promise<readonly string[]> => {
      const { stdout } = await host.run(['ip', '-j', 'link']);
      const links = JSON.parse(stdout) as readonly { ifname: string; flags: string[] }[];
      return links.filter(({ flags }) => flags.includes('PROMISC')).map(({ ifname }) => ifname);
    };
    const [first = expect.fail(), second = expect.fail()] = TOPOLOGY.ingress.map(
      ({ dut }) => dut.interface,
    );
    await host.run(['ip', 'link', 'set', 'dev', first, 'promisc', 'on']);
    const before = await snapshot(host);
    await provision(host, [promiscuous({ interfaces: [first, second] })], { runId: 'run-1' });
    expect(await flagged()).toEqual(expect.arrayContaining([first, second]));
    await teardown(host);
    expect(await flagged()).toEqual([first]);
    expect(await snapshot(host)).toEqual(before);
  });
});
