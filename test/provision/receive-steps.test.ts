import { describe, expect, it } from 'vitest';
import { networkOf } from '../../src/model/network/network.js';
import { PLAIN_TRAFFIC } from '../../src/model/network/traffic.js';
import { receiveSteps } from '../../src/provision/receive-steps.js';
import { STEP_KINDS } from '../../src/provision/registry.js';
import { topologyOf } from '../model/network/topologies.js';
import { recordingHost } from './recording-host.js';

const network = networkOf(
  topologyOf(1, 1),
  { traffic: PLAIN_TRAFFIC, routers: { count: 1, ports: 'shared', interfaces: 1 } },
  { place: 'machine' },
);
const cpus = { cpus: [0, 1] };

describe('the steps for received frames', () => {
  it('are none if a playbook requests nothing', () => {
    expect(receiveSteps(network, cpus, undefined, true)).toEqual([]);
  });

  it('set queues, their CPUs and RPS of software ports', () => {
    const steps = receiveSteps(network, cpus, { spread: 'queues' }, true);
    expect(steps.map(({ kind }) => kind)).toEqual(['queues', 'softnic-cpus', 'rps']);
    expect(steps.map((step) => step.describe()[0]?.stdin)).toEqual([
      'eth0 2\neth1 2\n',
      'eth0 0,1\neth1 0,1\n',
      'eth0 0\neth1 0\n',
    ]);
  });

  it('set interrupts of NIC ports', () => {
    const steps = receiveSteps(network, cpus, { spread: 'rps' }, false);
    expect(steps.map(({ kind }) => kind)).toEqual(['channels', 'irq-affinity', 'rps']);
    expect(steps[0]?.spec).toEqual({ interfaces: ['eth0', 'eth1'], wanted: 1 });
    expect(steps[2]?.describe()[0]?.stdin).toBe('eth0 3\neth1 3\n');
  });

  it('run what they describe, and can be rebuilt from the ledger', async () => {
    for (const step of receiveSteps(network, cpus, { spread: 'queues' }, true)) {
      const host = recordingHost();
      await step.apply(host);
      expect(host.commands).toEqual(step.describe());
      const spec = JSON.parse(JSON.stringify(step.spec)) as typeof step.spec;
      expect(STEP_KINDS[step.kind]?.fromLedger(spec).spec).toEqual(step.spec);
    }
  });
});
