import { describe, expect, it } from 'vitest';
import { queues } from '../../../src/provision/tuning/queues.js';
import { recordingHost } from '../recording-host.js';

const channels = (most: number, inUse: number): string =>
  `Pre-set maximums:\nCombined:\t${most}\nCurrent hardware settings:\nCombined:\t${inUse}\n`;

const machine = (stdout: string) => ({
  ...recordingHost(),
  attempt: () => Promise.resolve({ argv: ['ethtool'] as const, exitCode: 0, stdout, stderr: '' }),
});
const step = (count: number) => queues({ ports: [{ interface: 'eth1', queues: count }] });

describe("a port's queues", () => {
  it('are set and restored', async () => {
    const before = await step(4).read(machine(channels(8, 2)));
    expect(before).toEqual([{ interface: 'eth1', queues: 2 }]);
    const host = recordingHost();
    await step(4).undo(host, before);
    expect(host.commands[0]?.stdin).toBe('eth1 2\n');
  });

  it('are limited to the maximum', async () => {
    await expect(step(4).read(machine(channels(2, 2)))).rejects.toThrow(
      /giving eth1 4 queues.*it has at most 2/s,
    );
  });

  it('are one if its driver has no such setting, which is skipped', async () => {
    expect(await step(1).read(machine(''))).toEqual([]);
    await expect(step(2).read(machine(''))).rejects.toThrow(/it has at most 1/);
  });
});
