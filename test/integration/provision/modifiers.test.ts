import { describe, expect, it } from 'vitest';
import { addFilters } from '../../../src/linux/tc/filter.js';
import { DATA_PLANES } from '../../../src/model/data-plane.js';
import type { Modifier } from '../../../src/model/modifier.js';
import { PLAIN_TRAFFIC, type Traffic } from '../../../src/model/network/traffic.js';
import { modifierOf } from '../../../src/provision/modifiers/index.js';
import { routeUpdates } from '../../../src/provision/modifiers/route-updates.js';
import { provision } from '../../../src/provision/provision.js';
import { teardown } from '../../../src/provision/teardown.js';
import { dutSteps } from '../../../src/provision/machine-setup.js';
import { planned } from '../../provision/planned.js';
import { cable, openSandbox, sandboxProblem, snapshot, TOPOLOGY } from './sandbox.js';

const commandsOf = (modifier: Modifier, traffic: Traffic = PLAIN_TRAFFIC) =>
  modifierOf(modifier)
    .steps(planned('macvlan', traffic).network)
    .flatMap((step) => step.describe());
const filtersOf = (modifier: Modifier, traffic?: Traffic): readonly (readonly string[])[] =>
  commandsOf(modifier, traffic)
    .filter(({ argv }) => argv[0] === 'tc')
    .map(({ stdin = '' }) => stdin.split('\n').filter((line) => line.startsWith('filter')));

describe('filters', () => {
  it('are one for each way in, which lets the test frames pass that come in there', () => {
    const filters = filtersOf('filters-1');
    expect(filters).toHaveLength(TOPOLOGY.ingress.length);
    expect(filters.flat()).toEqual([
      'filter add dev vr0-p0 ingress pref 1 protocol ip u32 match ip src 198.18.1.2/32 action pass',
      'filter add dev vr0-p1 ingress pref 1 protocol ip u32 match ip src 198.18.2.2/32 action pass',
    ]);
  });

  it('are 25 in order, of which the last one permits and the others deny what is not sent', () => {
    for (const filters of filtersOf('filters-25')) {
      const denying = filters.filter((line) => line.endsWith('action drop'));
      expect(denying).toHaveLength(24);
      expect(filters.at(-1)).toMatch(/pref 25 .* action pass$/);
      for (const line of denying) expect(line).toMatch(/ dst 198\.18\.(9[6-9]|1[01]\d)\.0\/24 /);
    }
  });

  it('are on every way in of IPv6 frames that go both ways', () => {
    const traffic = { protocol: 'ipv6', destinations: 'one', direction: 'bidirectional' } as const;
    const filters = filtersOf('filters-1', traffic);
    expect(filters).toHaveLength(TOPOLOGY.ingress.length + TOPOLOGY.egress.length);
    expect(filters.flat()[0]).toMatch(/protocol ipv6 u32 match ip6 src 2001:2:0:101::2\/128/);
  });

  it('are in the namespace of the router', () => {
    expect(addFilters(['e0'], [], 'vr').argv).toEqual(['tc', '-n', 'vr', '-batch', '-']);
  });
});

describe('route updates', () => {
  it('change all of their routes, and only by which way they go', () => {
    const { to } = routeUpdates(planned('macvlan').network);
    const [a, b] = [to('A'), to('B')].map((commands) =>
      commands.flatMap(({ stdin = '' }) => stdin.trim().split('\n')),
    );
    expect(a).toHaveLength(25);
    expect(a?.[0]).toBe('route replace 198.19.96.0/24 via 198.18.1.2 dev vr0-p0');
    expect(b?.[0]).toBe('route replace 198.19.96.0/24 via 198.19.1.2 dev vr0-p2');
  });
});

const skipped = (await sandboxProblem()) !== undefined;

describe.skipIf(skipped).each(['ip-forwarder', 'macvlan'] as const)(
  'route updates on %s',
  (name) => {
    it.each(['ipv4', 'ipv6'] as const)('are taken and leave no trace in %s', async (protocol) => {
      const traffic = { ...PLAIN_TRAFFIC, protocol };
      const { network, steps } = planned(name, traffic);
      await using host = await openSandbox();
      await cable(host, TOPOLOGY);
      await provision(host, dutSteps(TOPOLOGY), { runId: 'run-1' });
      await provision(host, steps, { runId: 'run-1' });
      const before = await snapshot(host);
      const { length } = [...dutSteps(TOPOLOGY), ...steps];

      const { step, to } = routeUpdates(network);
      await provision(host, [step], { runId: 'run-1' });
      for (const state of ['B', 'A', 'B'] as const) {
        for (const { argv, stdin } of to(state)) await host.run(argv, { stdin: stdin ?? '' });
      }
      expect(await snapshot(host)).not.toEqual(before);
      await teardown(host, { ledgerMark: length });
      expect(await snapshot(host)).toEqual(before);
    });
  },
);

describe('modifiers', () => {
  it.each(DATA_PLANES)(
    'take nothing on %s where they only concern what is sent or asked',
    (name) => {
      for (const modifier of ['none', 'broadcast', 'management'] as const) {
        expect(modifierOf(modifier).steps(planned(name).network)).toEqual([]);
      }
    },
  );
});
