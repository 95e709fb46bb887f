import { describe, expect, it } from 'vitest';
import { planLab } from '../../../src/lab/plan.js';
import {
  qemuCommand,
  type Accelerator,
  type BootEnvironment,
} from '../../../src/lab/machine/qemu.js';
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

const valuesOf = (argv: readonly string[], option: string) =>
  argv.filter((_, index) => argv[index - 1] === option);

describe('qemuCommand', () => {
  it('makes the machine reachable only from this computer', () => {
    expect(valuesOf(command(0), '-netdev')[0]).toBe(
      'user,id=management,restrict=on,ipv6=off,hostfwd=tcp:127.0.0.1:2201-:22',
    );
  });

  it('connects the two ends of a cable by mirrored UDP sockets on the loopback interface', () => {
    const socket = (local: number, remote: number) =>
      `local.type=inet,local.host=127.0.0.1,local.port=${local},` +
      `remote.type=inet,remote.host=127.0.0.1,remote.port=${remote}`;
    expect(valuesOf(command(0), '-netdev')).toContain(`dgram,id=cable-gen0,${socket(5001, 5003)}`);
    expect(valuesOf(command(1), '-netdev')).toContain(`dgram,id=cable-dut0,${socket(5003, 5001)}`);
  });

  it('puts eth0 and the ports into slots that drivers probe in that order', () => {
    const cards = valuesOf(command(1), '-device').map((card) =>
      /id=(\w+),addr=(0x\w+)/.exec(card)?.slice(1),
    );
    expect(cards).toEqual([
      ['eth0', '0x8'],
      ['dut0', '0x9'],
      ['spare', '0xa'],
      ['dut1', '0xb'],
    ]);
  });

  it('gives a port without a cable a NIC without a peer', () => {
    const spare = valuesOf(command(1), '-device').find((card) => card.includes('id=spare'));
    expect(spare).toBe(
      'virtio-net-pci,id=spare,addr=0xa,romfile=,mac=02:76:72:02:00:02,rx_queue_size=256',
    );
  });

  it('gives ports the model of NIC of the testbed, and eth0 virtio always', () => {
    const file = smallLab();
    const lab = { ...file, lab: { kind: 'virtual', suite: 'bookworm', nic: 'e1000e' } as const };
    const machine = planLab(lab).machines[1];
    if (machine === undefined) throw new Error('no such machine');
    expect(valuesOf(qemuCommand(machine, environment), '-device')).toEqual([
      'virtio-net-pci,id=eth0,addr=0x8,romfile=,netdev=management',
      'e1000e,id=dut0,addr=0x9,romfile=,mac=02:76:72:02:00:01,netdev=cable-dut0',
      'e1000e,id=spare,addr=0xa,romfile=,mac=02:76:72:02:00:02',
      'e1000e,id=dut1,addr=0xb,romfile=,mac=02:76:72:02:00:03,netdev=cable-dut1',
    ]);
  });

  it('never writes to the image, and doubles the commas of file names', () => {
    const [image, identity] = valuesOf(command(0), '-drive');
    expect(image).toBe('file=/a,,b/rootfs,format=raw,if=virtio,snapshot=on');
    expect(identity).toContain('file=/state/labs/small-lab/ends.tar,');
    expect(identity).toContain('readonly=on');
  });

  it('takes memory, CPUs and accelerator from the plan', () => {
    expect(valuesOf(command(1), '-smp')).toEqual(['2']);
    expect(valuesOf(command(0), '-m')).toEqual(['256']);
    expect(valuesOf(command(0, { accelerator: 'kvm' }), '-accel')).toEqual(['kvm']);
  });

  it('hides fast string instructions under TCG, and only there', () => {
    const clears = (accelerator: Accelerator) =>
      valuesOf(command(0, { accelerator }), '-append').map((text) => text.includes('clearcpuid='));
    expect(clears('tcg')).toEqual([true]);
    expect(clears('kvm')).toEqual([false]);
  });

  it("gives a kernel its image's own parameters last, so that they hold", () => {
    const image = { ...environment.image, parameters: ['clearcpuid=cx16'] };
    expect(valuesOf(command(0, { image }), '-append')[0]).toMatch(/ clearcpuid=cx16$/);
  });
});
