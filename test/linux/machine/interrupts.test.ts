import { describe, expect, it } from 'vitest';
import { affinityFile, parseInterrupts, queueOf } from '../../../src/linux/machine/interrupts.js';

describe('the interrupts of ports', () => {
  it('are parsed by port, with their CPUs', () => {
    const text = 'eth1 34 0-3 eth1-TxRx-0\neth1 35 2 eth1-TxRx-1\neth2 40 1,3 eth2\n';
    expect(parseInterrupts(text)).toEqual([
      { port: 'eth1', irq: 34, cpus: '0-3', name: 'eth1-TxRx-0' },
      { port: 'eth1', irq: 35, cpus: '2', name: 'eth1-TxRx-1' },
      { port: 'eth2', irq: 40, cpus: '1,3', name: 'eth2' },
    ]);
    expect(parseInterrupts('')).toEqual([]);
  });

  it.each([
    ['enp1s0f0-TxRx-3', 3],
    ['i40e-eth1-TxRx-11', 11],
    ['enp0s3-rx-0', 0],
    ['virtio1-input.0', 0],
    ['virtio1-output.2', 2],
    ['mlx5_comp5@pci:0000:17:00.0', 5],
    ['virtio1-config', undefined],
    ['enp1s0f0', undefined],
    ['mlx5_async@pci:0000:17:00.0', undefined],
  ])('have the number of their queue in their name: %s', (name, queue) => {
    expect(queueOf({ name, port: 'enp1s0f0' })).toBe(queue);
  });

  it('are not those of queues by the number that ends the name of a port', () => {
    expect(queueOf({ name: 'test-1', port: 'test-1' })).toBeUndefined();
    expect(queueOf({ name: 'test-1-rx-2', port: 'test-1' })).toBe(2);
  });

  it('are assigned to CPUs by one file each', () => {
    expect(affinityFile(34)).toBe('/proc/irq/34/smp_affinity_list');
  });
});
