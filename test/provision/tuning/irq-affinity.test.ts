import { describe, expect, it } from 'vitest';
import { PreconditionFailure } from '../../../src/model/failure.js';
import { irqAffinity } from '../../../src/provision/tuning/irq-affinity.js';
import { recordingHost, type RecordingHost } from '../recording-host.js';

const step = irqAffinity({ ports: [{ interface: 'eth1', cpus: [2, 3] }] });

/** A machine whose port has these interrupts. */
const machine = (stdout: string) => {
  const host = recordingHost();
  const own: RecordingHost = {
    ...host,
    in: () => own,
    run: async (...asked: Parameters<typeof host.run>) => ({
      ...(await host.run(...asked)),
      stdout,
    }),
  };
  return own;
};
const IGB =
  'eth1 33 0-3 eth1\neth1 34 0-3 eth1-TxRx-0\neth1 35 1 eth1-TxRx-1\neth1 36 0-3 eth1-TxRx-2\n';

describe("the interrupts of a NIC's queues", () => {
  it('are assigned to the CPUs in turn, that of the link to the first', async () => {
    const host = machine(IGB);
    await step.apply(host);
    expect(host.commands.at(-1)?.stdin).toBe(
      [33, 34, 35, 36]
        .map((irq, index) => `/proc/irq/${irq}/smp_affinity_list ${[2, 2, 3, 2][index]}\n`)
        .join(''),
    );
  });

  it('are restored', async () => {
    const before = await step.read(machine(IGB));
    const host = recordingHost();
    await step.undo(host, before);
    expect(host.commands[0]?.stdin).toContain('/proc/irq/33/smp_affinity_list 0-3\n');
    expect(host.commands[0]?.stdin).toContain('/proc/irq/35/smp_affinity_list 1\n');
  });

  it('are refused for a port that has none', async () => {
    await expect(step.read(machine(''))).rejects.toBeInstanceOf(PreconditionFailure);
  });
});
