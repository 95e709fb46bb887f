import { describe, expect, it } from 'vitest';
import { portsUp } from '../../../../src/provision/steps/ports-up.js';
import { isolatedRoles } from '../../../../src/session/backends/machines/setup.js';
import { runRecord } from '../../../results/record.js';

const roles = runRecord.setup?.roles;

describe('the ports of a run', () => {
  it('were isolated where the step that refuses other ports took them', () => {
    if (roles === undefined) throw new Error('the example has no set-up');
    const base = {
      generator: [portsUp({ interfaces: ['eth1'] })],
      dut: [portsUp({ interfaces: ['eth0', 'eth1'] })],
      sink: [portsUp({ interfaces: ['eth7'] })],
    };
    const marked = isolatedRoles(roles, { base });
    const isolated = Object.values(marked).map(({ ports }) => ports.map((port) => port.isolated));
    expect(isolated).toEqual([[true], [true], [undefined]]);
    expect(marked.sink).toEqual(roles.sink);
  });
});
