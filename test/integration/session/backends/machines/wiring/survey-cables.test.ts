import { describe, expect, it } from 'vitest';
import type { LockedHost } from '../../../../../../src/host/locked-host.js';
import { milliseconds } from '../../../../../../src/model/units.js';
import { surveyCables } from '../../../../../../src/session/backends/machines/wiring/survey-cables.js';
import {
  cable,
  openSandbox,
  sandboxProblem,
  snapshot,
  TOPOLOGY,
} from '../../../../provision/sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;

const port = (name: string) => ({ name, interface: name });
const TESTBED = {
  roles: {
    generator: { machine: 'dut', namespace: 'gen', ports: [port('gen0'), port('gen1')] },
    dut: { machine: 'dut', ports: [port('dut0'), port('dut1'), port('dut2')] },
    sink: { machine: 'dut', namespace: 'sink', ports: [port('sink0')] },
  },
  links: [
    ['gen0', 'dut0'],
    ['gen1', 'dut1'],
    ['dut2', 'sink0'],
  ] as [string, string][],
};
const UNKNOWN = { machine: 'dut', port: 'dut1', reason: 'no network device has mac 02::1' };

const survey = (host: LockedHost, unknown: readonly (typeof UNKNOWN)[]) =>
  surveyCables(
    TESTBED,
    [host],
    {
      runId: 'wiring-1',
      signal: new AbortController().signal,
      negotiation: milliseconds(300),
    },
    unknown,
  );

describe.skipIf(skipped)('the cables of a testbed', { timeout: 60_000 }, () => {
  it('are looked at on the ports that are found, where the address of one is nowhere', async () => {
    await using host = await openSandbox();
    await cable(host, TOPOLOGY);
    const before = await snapshot(host);
    expect(await survey(host, [])).toMatchObject({ findings: [], links: TESTBED.links });
    const { findings, links, wiring } = await survey(host, [UNKNOWN]);
    expect(findings.map(({ severity, found }) => `${severity}: ${found}`)).toEqual([
      'notes: dut1 (dut1) was not tried: no network device has mac 02::1; the testbed says gen1',
    ]);
    expect(findings[0]?.fix).toMatch(/^correct them in the testbed/);
    expect(wiring.filter(({ kind }) => kind === 'cable')).toHaveLength(2);
    // The link that could not be looked at stays.
    expect(links).toEqual(TESTBED.links);
    expect(await snapshot(host)).toEqual(before);
  });
});
