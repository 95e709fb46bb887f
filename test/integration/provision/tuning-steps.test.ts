import { describe, expect, it } from 'vitest';
import type { Host } from '../../../src/host/host.js';
import type { LockedHost } from '../../../src/host/locked-host.js';
import { bitsPerSecond } from '../../../src/model/units.js';
import { examine } from '../../../src/preflight/examine.js';
import { applyFixes } from '../../../src/preflight/fix/apply-fixes.js';
import { provision } from '../../../src/provision/provision.js';
import { teardown } from '../../../src/provision/teardown.js';
import { tuningSteps } from '../../../src/provision/tuning-steps.js';
import { openSandbox, sandboxProblem, snapshot } from './sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;
const runId = 'run-1';

/** A veth port with four queues, both ends up. */
const open = async (): Promise<LockedHost> => {
  const host = await openSandbox();
  const queues = ['numrxqueues', '4', 'numtxqueues', '4'];
  await host.run([
    'ip',
    'link',
    'add',
    'dut0',
    ...queues,
    'type',
    'veth',
    'peer',
    'gen0',
    ...queues,
  ]);
  await host.run(['ip', 'netns', 'add', 'gen']);
  // Neighbour discovery comes and goes.
  await host.run(['sysctl', '-q', '-w', 'net.ipv6.conf.all.disable_ipv6=1']);
  await host.run(['ip', 'link', 'set', 'dut0', 'up']);
  await host.run(['ip', 'link', 'set', 'gen0', 'up']);
  return host;
};

const settings = async (host: Host): Promise<string> => {
  const asked = [
    ['ethtool', '-k', 'dut0'],
    ['ethtool', '-l', 'dut0'],
    ['tc', 'qdisc', 'show', 'dev', 'dut0'],
  ] as const;
  const outputs = await Promise.all(asked.map((argv) => host.run(argv)));
  return outputs.map(({ stdout }) => stdout).join('');
};

const place = { interfaces: ['dut0'] };
const STATED = { channels: 2, qdisc: 'pfifo_fast', offloads: { gro: true }, rps: false } as const;

describe.skipIf(skipped)('settings of ports', { timeout: 60_000 }, () => {
  it('are made as stated, left out where a preset asks for more than there is, and set back', async () => {
    await using host = await open();
    const [before, state] = [await settings(host), await snapshot(host)];
    const implied = { pause: false, coalescing: 'off' } as const;
    await provision(host, tuningSteps({ stated: STATED, implied }, place), { runId });
    const during = await settings(host);
    expect(during).toMatch(/^qdisc pfifo_fast .*root/m);
    expect(during).toMatch(/Current hardware settings:\nRX:\s+2\nTX:\s+2/);
    expect(during).toMatch(/generic-receive-offload: on/);
    await teardown(host, { run: runId });
    expect(await settings(host)).toBe(before);
    expect(await snapshot(host)).toEqual(state);
  });

  it('that the driver refuses are named, and all is as it was', async () => {
    await using host = await open();
    const before = await settings(host);
    // The order of settings makes this one after others have been made.
    const stated = { ...STATED, offloads: { gro: true }, pause: false } as const;
    await expect(
      provision(host, tuningSteps({ stated, implied: {} }, place), { runId }),
    ).rejects.toThrow(/setting pause frames of dut0 to off on dut: refused: .*not supported/);
    expect(await settings(host)).toBe(before);
    expect((await snapshot(host)).files).not.toContain('/run/vrbench/ledger.ndjson');
  });

  it('mend what a check finds, last over runs, and are set back by teardown', async () => {
    await using host = await open();
    await host.run(['ethtool', '-K', 'dut0', 'rx-gro-list', 'on']);
    const [before, state] = [await settings(host), await snapshot(host)];
    const subject = {
      machine: 'dut',
      roles: [
        {
          role: 'sink' as const,
          namespace: undefined,
          cpus: [],
          ports: [{ name: 'sink0', interface: 'dut0', linkSpeed: bitsPerSecond(1e9) }],
        },
      ],
      requirements: [],
      emulated: true,
    };
    const found = (await examine(host, subject)).filter(({ check }) => check === 'offloads');
    expect(found.map(({ tuning }) => tuning)).toEqual([{ offloads: { 'rx-gro-list': false } }]);
    const [refusable = expect.fail()] = found;
    const fixes = await applyFixes(host, subject, [
      ...found,
      { ...refusable, tuning: { pause: false } },
    ]);
    expect(fixes).toEqual([
      {
        setting: 'offloads',
        state: 'changed',
        changes: [{ what: 'dut0 rx-gro-list on', from: 'on', to: 'off' }],
      },
      {
        setting: 'pause',
        state: 'refused',
        reason: expect.stringMatching(/pause frames of dut0 to off.*not supported/) as string,
        remaining: [],
      },
    ]);
    const again = await examine(host, subject);
    expect(again.map(({ check }) => check)).not.toContain('offloads');
    expect(again.find(({ check }) => check === 'earlier-changes')?.severity).toBe('notes');
    // A run begins on it, and leaves it.
    await provision(host, tuningSteps({ stated: { channels: 2 }, implied: {} }, place), { runId });
    await teardown(host, { run: runId });
    expect(await settings(host)).toMatch(/rx-gro-list: off/);
    await teardown(host);
    expect(await settings(host)).toBe(before);
    expect(await snapshot(host)).toEqual(state);
  });
});
