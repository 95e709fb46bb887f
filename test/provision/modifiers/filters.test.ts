import { describe, expect, it } from 'vitest';
import { addFilters } from '../../../src/linux/tc/filter.js';
import type { Modifier } from '../../../src/model/modifier.js';
import { PLAIN_TRAFFIC, type Traffic } from '../../../src/model/network/traffic.js';
import { modifierOf } from '../../../src/provision/modifiers/index.js';
import { planned } from '../planned.js';
import { TOPOLOGY } from '../../integration/provision/sandbox.js';

const commandsOf = (modifier: Modifier, traffic: Traffic = PLAIN_TRAFFIC) =>
  modifierOf(modifier)
    .steps(planned('macvlan', traffic).network)
    .flatMap((step) => step.describe());
const filtersOf = (modifier: Modifier, traffic?: Traffic): readonly (readonly string[])[] =>
  commandsOf(modifier, traffic)
    .filter(({ argv }) => argv[0] === 'tc')
    .map(({ stdin = '' }) => stdin.split('\n').filter((line) => line.startsWith('filter')));

describe('filters', () => {
  it('are one per ingress interface, which permits the test frames received there', () => {
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

  it('are on every ingress interface of bidirectional IPv6 traffic', () => {
    const traffic = { protocol: 'ipv6', destinations: 'one', direction: 'bidirectional' } as const;
    const filters = filtersOf('filters-1', traffic);
    expect(filters).toHaveLength(TOPOLOGY.ingress.length + TOPOLOGY.egress.length);
    expect(filters.flat()[0]).toMatch(/protocol ipv6 u32 match ip6 src 2001:2:0:101::2\/128/);
  });

  it('are in the namespace of the router', () => {
    expect(addFilters(['e0'], [], 'vr').argv).toEqual(['tc', '-n', 'vr', '-batch', '-']);
  });
});
