import { describe, expect, it } from 'vitest';
import { networkOf } from '../../../src/model/network/network.js';
import { portReceiving, type Receiving } from '../../../src/model/network/receiving.js';
import { PLAIN_TRAFFIC } from '../../../src/model/network/traffic.js';
import { topologyOf } from './topologies.js';

/** Two routers with a pair of ports each: eth0 and eth2, eth1 and eth3. */
const network = networkOf(
  topologyOf(2, 2),
  { traffic: PLAIN_TRAFFIC, routers: { count: 2, ports: 'own', interfaces: 1 } },
  { place: 'namespaces', mac: 'own' },
);

const queues = (receiving: Receiving, cpus = [4, 7]) =>
  portReceiving(network, cpus, receiving).map((port) => [port.interface, ...port.queues]);

describe('the CPUs that handle received frames', () => {
  it('are assigned to ports in turn', () => {
    expect(queues({ spread: 'ports' })).toEqual([
      ['eth0', 4],
      ['eth1', 7],
      ['eth2', 4],
      ['eth3', 7],
    ]);
  });

  it('each have a queue of each port', () => {
    expect(queues({ spread: 'queues' })[0]).toEqual(['eth0', 4, 7]);
    expect(queues({ spread: 'queues', cpus: 1 })[0]).toEqual(['eth0', 4]);
  });

  it('are those of the router on the port', () => {
    expect(queues({ spread: 'routers' })).toEqual([
      ['eth0', 4],
      ['eth1', 7],
      ['eth2', 4],
      ['eth3', 7],
    ]);
    expect(queues({ spread: 'routers' }, [4])).toEqual(
      ['eth0', 'eth1', 'eth2', 'eth3'].map((port) => [port, 4]),
    );
  });

  it('get flows from the first CPU with RPS, which is off otherwise', () => {
    const [first] = portReceiving(network, [4, 7], { spread: 'rps' });
    expect(first).toEqual({ interface: 'eth0', queues: [4], rps: [4, 7] });
    expect(portReceiving(network, [4, 7], { spread: 'queues' })[0]?.rps).toEqual([]);
  });
});
