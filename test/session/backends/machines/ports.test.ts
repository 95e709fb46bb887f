import { describe, expect, it } from 'vitest';
import type { Host } from '../../../../src/host/host.js';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import type { Argv } from '../../../../src/model/command.js';
import { readPorts } from '../../../../src/session/backends/machines/ports.js';
import { fixture } from '../../../linux/fixture.js';
import { SimulatedMachine } from '../../../traffic/simulated-machine.js';

/** A machine that answers any command with the links of the captured DUT. */
const machine = (asked: Argv[] = []): Host => {
  const host = new SimulatedMachine('dut');
  host.run = (argv) => {
    asked.push(argv);
    return Promise.resolve({ argv, exitCode: 0, stdout: fixture('ip-link.json'), stderr: '' });
  };
  return host;
};

describe('readPorts', () => {
  it("gives ports the addresses of their devices, in the file's order", async () => {
    const ports = [
      { name: 'dut-4', interface: 'eth4' },
      { name: 'dut-1', interface: 'eth1' },
    ];
    expect(await readPorts(machine(), { ports })).toEqual([
      { name: 'dut-4', interface: 'eth4', mac: '02:00:00:00:00:24' },
      { name: 'dut-1', interface: 'eth1', mac: '02:00:00:00:00:21' },
    ]);
  });

  it("looks in the role's namespace", async () => {
    const asked: Argv[] = [];
    const ports = [{ name: 'dut-1', interface: 'eth1' }];
    await readPorts(machine(asked), { namespace: 'blue', ports });
    expect(asked).toEqual([['ip', '-n', 'blue', '-j', 'link']]);
  });

  it('names the device that is missing, the machine, and the devices that exist', async () => {
    const read = readPorts(machine(), { ports: [{ name: 'dut-1', interface: 'enp1s0' }] });
    await expect(read).rejects.toThrow(PreconditionFailure);
    await expect(read).rejects.toThrow(
      /port dut-1 on dut: no network device enp1s0; there are eth0, eth1, eth2, eth3, eth4/,
    );
  });
});
