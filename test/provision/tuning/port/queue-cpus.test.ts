import { describe, expect, it } from 'vitest';
import type { RunOptions } from '../../../../src/host/host.js';
import type { Argv } from '../../../../src/model/command.js';
import { queueCpus } from '../../../../src/provision/tuning/port/queue-cpus.js';
import { recordingHost, type RecordingHost } from '../../recording-host.js';

const QUEUES = '/sys/class/net/eth1/queues';

/** A machine whose port has these files and interrupts. */
const machine = (files: Readonly<Record<string, string>>, interrupts: string): RecordingHost => {
  const host = recordingHost();
  const lines = Object.entries(files).map(([file, value]) => `${QUEUES}/${file}\t${value}\n`);
  const own: RecordingHost = {
    ...host,
    in: () => own,
    run: async (argv: Argv, options?: RunOptions) => {
      const stdout =
        options?.stdin?.startsWith('first_lines') === true
          ? `${lines.join('')}\u001d0\u001d\u001e`
          : interrupts;
      return { ...(await host.run(argv, options)), stdout };
    },
  };
  return own;
};

const BEFORE = {
  'rx-0/rps_cpus': '1',
  'rx-0/rps_flow_cnt': '0',
  'rx-1/rps_cpus': '2',
  'tx-1/xps_cpus': '2',
};
const BEGUN = { ...BEFORE, 'rx-1/rps_cpus': '0', 'tx-1/xps_cpus': '0' };
const written = (host: RecordingHost): readonly string[] =>
  host.commands.flatMap(({ argv, stdin }) =>
    argv[2]?.startsWith('while read -r file') === true ? (stdin ?? '').trim().split('\n') : [],
  );

describe("the CPUs of a port's queues", () => {
  it('are restored on recreated queues, whose interrupts have other numbers', async () => {
    const kept = await queueCpus.read(
      machine(BEFORE, 'eth1 34 2 eth1-TxRx-0\neth1 35 3 eth1-TxRx-1\n'),
      'eth1',
    );
    const host = machine(BEGUN, 'eth1 34 2 eth1-TxRx-0\neth1 41 0-3 eth1-TxRx-1\n');
    await queueCpus.restore(host, 'eth1', JSON.parse(JSON.stringify(kept)) as typeof kept);
    expect(written(host)).toEqual([
      `${QUEUES}/rx-1/rps_cpus 2`,
      `${QUEUES}/tx-1/xps_cpus 2`,
      '/proc/irq/41/smp_affinity_list 3',
    ]);
  });

  it('are left alone if they are unchanged, and if a queue no longer exists', async () => {
    const kept = await queueCpus.read(machine(BEFORE, 'eth1 34 2 eth1-TxRx-0\n'), 'eth1');
    const host = machine({ 'rx-0/rps_cpus': '1' }, 'eth1 34 2 eth1-TxRx-0\n');
    await queueCpus.restore(host, 'eth1', kept);
    expect(written(host)).toEqual([]);
  });
});
