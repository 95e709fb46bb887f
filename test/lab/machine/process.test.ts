import { describe, expect, it } from 'vitest';
import { planLab } from '../../../src/lab/plan.js';
import { belongsTo } from '../../../src/lab/machine/process.js';
import { qemuCommand, type BootEnvironment } from '../../../src/lab/machine/qemu.js';
import { smallLab } from '../small-lab.js';

const environment: BootEnvironment = {
  image: { key: 'k', kernel: '/cache/vmlinuz', initrd: '/cache/initrd', rootfs: '/a,b/rootfs' },
  accelerator: 'tcg',
  folder: '/state/labs/small-lab',
  sockets: {
    ssh: new Map([
      ['ends', 2201],
      ['dut', 2202],
    ]),
    cable: new Map([
      ['gen0', 5001],
      ['sink0', 5002],
      ['dut0', 5003],
      ['dut1', 5004],
    ]),
  },
};

const command = (index: number, changes: Partial<BootEnvironment> = {}) => {
  const machine = planLab(smallLab()).machines[index];
  if (machine === undefined) throw new Error('no such machine');
  return qemuCommand(machine, { ...environment, ...changes });
};

describe('belongsTo', () => {
  const cmdline = (argv: readonly string[]) => argv.map((argument) => `${argument}\0`).join('');

  it('recognizes a QEMU of the lab by its command line', () => {
    expect(belongsTo(environment.folder, cmdline(command(0)))).toBe(true);
  });

  it('does not mistake a QEMU of another lab for one of this', () => {
    const other = command(0, { folder: '/state/labs/small-lab-2' });
    expect(belongsTo(environment.folder, cmdline(other))).toBe(false);
  });

  it('does not mistake another program for QEMU', () => {
    const [, ...argv] = command(0);
    expect(belongsTo(environment.folder, cmdline(['tail', ...argv]))).toBe(false);
    expect(belongsTo(environment.folder, cmdline(['vi', `${environment.folder}/state.json`]))).toBe(
      false,
    );
  });

  it('does not recognize an exited process, which has no command line', () => {
    expect(belongsTo(environment.folder, '')).toBe(false);
  });
});
