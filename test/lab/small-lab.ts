import { testbedSchema, type TestbedFile } from '../../src/config/testbed/testbed-file.js';

/** Two machines: generator and sink are one. The DUT's third port has no cable. */
export const smallLab = (name = 'small-lab'): TestbedFile =>
  testbedSchema.parse({
    name,
    lab: { kind: 'virtual' },
    machines: { ends: { memory: 256 }, dut: { cpus: 2 } },
    roles: {
      generator: { machine: 'ends', ports: [{ name: 'gen0', interface: 'eth1' }] },
      dut: {
        machine: 'dut',
        ports: [
          { name: 'dut0', interface: 'eth1' },
          { name: 'dut1', interface: 'eth3' },
          { name: 'spare', interface: 'eth2' },
        ],
      },
      sink: { machine: 'ends', ports: [{ name: 'sink0', interface: 'eth2' }] },
    },
    links: [
      ['gen0', 'dut0'],
      ['dut1', 'sink0'],
    ],
  });
