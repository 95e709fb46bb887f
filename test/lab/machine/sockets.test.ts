import { describe, expect, it } from 'vitest';
import { chooseSockets } from '../../../src/lab/machine/sockets.js';
import { planLab } from '../../../src/lab/plan.js';
import { smallLab } from '../small-lab.js';

describe('chooseSockets', () => {
  it('finds distinct ports for every machine and every end of a cable', async () => {
    const { ssh, cable } = await chooseSockets(planLab(smallLab()));
    expect([...ssh.keys()]).toEqual(['ends', 'dut']);
    expect([...cable.keys()]).toEqual(['gen0', 'sink0', 'dut0', 'dut1']);
    expect(new Set(ssh.values()).size).toBe(2);
    expect(new Set(cable.values()).size).toBe(4);
    expect([...ssh.values(), ...cable.values()].every((port) => port > 0)).toBe(true);
  });
});
