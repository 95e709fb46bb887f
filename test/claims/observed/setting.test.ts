import { describe, expect, it } from 'vitest';
import { settingsOf } from '../../../src/claims/observed/setting.js';
import { runRecord } from '../../results/record.js';

const media = { ingressPorts: 2, dutPorts: { ingress: 2, egress: 1 }, linkSpeed: null };
const traffic = { protocol: 'ipv6', destinations: 'many', direction: 'bidirectional' } as const;
const routers = { count: 2, ports: 'own', interfaces: 4, routes: 8 } as const;

describe('settingsOf', () => {
  it('has the ports, the traffic and the routers of the only network', () => {
    expect(settingsOf({ ...runRecord, media, traffic, routers }).get(undefined)).toEqual({
      ...{ ...traffic, ports: { ingress: 2, egress: 1 }, routers: 2, use: 'own' },
      ...{ interfaces: 4, routes: 8 },
    });
  });

  it('has each network by its name, and the reference from one port to one port', () => {
    const networks = [{ name: 'many', media, traffic, routers }];
    const reference = { dataPlane: 'ip-forwarder', throughputs: [], loads: [] } as const;
    const settings = settingsOf({ ...runRecord, networks, reference });
    expect([...settings.keys()]).toEqual(['reference', 'many']);
    expect(settings.get('reference')).toMatchObject({
      ...{ ports: { ingress: 1, egress: 1 }, routers: 1, interfaces: 1 },
      ...{ protocol: 'ipv6', destinations: 'one', direction: 'unidirectional' },
    });
  });

  it('has no ports if the archive does not contain them', () => {
    expect(settingsOf(runRecord).get(undefined)?.ports).toBeUndefined();
  });
});
