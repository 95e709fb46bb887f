import { describe, expect, it } from 'vitest';
import type { LockedHost } from '../../../../src/host/locked-host.js';
import { PLAIN_TRAFFIC } from '../../../../src/model/network/traffic.js';
import { dutSteps } from '../../../../src/provision/machine-setup.js';
import { provision } from '../../../../src/provision/provision.js';
import { teardown } from '../../../../src/provision/teardown.js';
import { planned } from '../../../provision/planned.js';
import { cable, openSandbox, sandboxProblem, snapshot, topologyOf } from '../sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;
const ROUTERS = 50;
const topology = topologyOf(1, 1);

/** The host, with how many commands it was given. */
const counting = (host: LockedHost): LockedHost & { commands: number } => {
  const counted = {
    ...host,
    commands: 0,
    run: (...asked: Parameters<LockedHost['run']>) => ((counted.commands += 1), host.run(...asked)),
    attempt: (...asked: Parameters<LockedHost['attempt']>) => (
      (counted.commands += 1),
      host.attempt(...asked)
    ),
  };
  return counted;
};

describe.skipIf(skipped).each([
  ['macvlan', 'ipv4'],
  ['veth-bridge', 'ipv6'],
  ['tc-redirect', 'ipv6'],
] as const)('%s with 50 routers, %s', (name, protocol) => {
  it('is set up and undone by a few commands', { timeout: 60_000 }, async () => {
    const plan = { count: ROUTERS, ports: 'shared', interfaces: 1 } as const;
    const { network, steps } = planned(name, { ...PLAIN_TRAFFIC, protocol }, topology, plan);
    await using machine = await openSandbox();
    await cable(machine, topology);
    await provision(machine, dutSteps(topology), { runId: 'run-1' });
    const before = await snapshot(machine);

    const host = counting(machine);
    await provision(host, steps, { runId: 'run-1' });
    const namespaces = (await machine.run(['ls', '/run/netns'])).stdout.split('\n');
    for (const { namespace } of network.routers) expect(namespaces).toContain(namespace);
    const last = network.routers.at(-1) ?? expect.fail();
    const known = ['ip', '-n', last.namespace ?? '', 'neigh', 'show', 'nud', 'permanent'] as const;
    const neighbours = (await machine.run(known)).stdout.trimEnd().split('\n');
    expect(neighbours).toHaveLength(last.interfaces.length);

    await teardown(host, { ledgerMark: 1 });
    expect(await snapshot(machine)).toEqual(before);
    expect(host.commands).toBeLessThan(ROUTERS);
  });
});

/** Of one playbook, in its order. */
const NETWORKS = [
  {
    traffic: PLAIN_TRAFFIC,
    routers: { count: 12, ports: 'shared', interfaces: 1 },
  },
  {
    traffic: { ...PLAIN_TRAFFIC, direction: 'bidirectional', destinations: 'many' },
    routers: { count: 1, ports: 'shared', interfaces: 16, routes: 32 },
  },
  { traffic: PLAIN_TRAFFIC, routers: { count: 1, ports: 'shared', interfaces: 1 } },
] as const;

describe.skipIf(skipped).each(['macvlan', 'tc-redirect'] as const)('%s', (name) => {
  it('is set up in one network after the other, and leaves nothing of any', async () => {
    await using machine = await openSandbox();
    await cable(machine, topology);
    await provision(machine, dutSteps(topology), { runId: 'run-1' });
    const before = await snapshot(machine);
    for (const { traffic, routers } of NETWORKS) {
      const { network, steps } = planned(name, traffic, topology, routers);
      await provision(machine, steps, { runId: 'run-1' });
      const { namespace = '', interfaces } = network.routers[0] ?? expect.fail();
      const count = async (...argv: readonly string[]): Promise<number> => {
        const { stdout } = await machine.run(['ip', '-n', namespace, '-o', ...argv]);
        return stdout.split('\n').filter((line) => line !== '').length;
      };
      expect(await count('link')).toBe(interfaces.length + 1);
      const behind = interfaces.flatMap(({ links }) =>
        links.flatMap((link) => link.behind?.networks ?? []),
      );
      expect(await count('route', 'show', 'type', 'unicast')).toBe(
        behind.length + interfaces.length,
      );
      await teardown(machine, { ledgerMark: 1 });
      expect(await snapshot(machine)).toEqual(before);
    }
  });
});
