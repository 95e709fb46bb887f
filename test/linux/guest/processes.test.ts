import { describe, expect, it } from 'vitest';
import { commandList } from '../../../src/linux/command-list.js';
import {
  parseAccelerators,
  prepareGuest,
  readAccelerators,
  removeGuests,
  startGuest,
} from '../../../src/linux/guest/processes.js';
import { ACCELERATORS, makeMachine, qemuMonitor } from '../../../src/linux/guest/qemu.js';
import { umlMonitor } from '../../../src/linux/guest/uml.js';

const FOLDER = '/run/vrbench/guests/vrbench-vr0';
const ports = [
  { device: 'dut0', mac: '02:00:00:00:80:00' },
  { device: 'dut3', mac: '02:00:00:00:80:01' },
];
/** Without the program itself. */
const words = (argv: readonly string[]): readonly string[] => argv.slice(4);

describe('a guest', () => {
  it('gets its setup as the list of commands it was created from', () => {
    const setup = commandList([{ argv: ['ip', '-batch', '-'], stdin: 'link show\n' }], 'stop');
    const { argv, stdin } = prepareGuest('vrbench-vr0', setup);
    expect(words(argv)[0]).toBe(FOLDER);
    expect(stdin).toBe('3 1\nip\n-batch\n-\nlink show\n');
  });

  it('is started on the CPUs of the DUT, with its accelerators', () => {
    const options = { mark: 'LOCK', limit: 60, accelerators: ['kvm', 'tcg'], cpus: [1, 3] };
    expect(words(startGuest('vrbench-vr0', ['monitor', '-x'], options).argv)).toEqual([
      ...[FOLDER, 'LOCK', '60', 'kvm tcg', '1,3', 'monitor', '-x'],
    ]);
    const anywhere = { mark: 'LOCK', limit: 60, accelerators: [] };
    expect(words(startGuest('vrbench-vr0', ['monitor'], anywhere).argv)).toEqual([
      ...[FOLDER, 'LOCK', '60', '', '', 'monitor'],
    ]);
  });

  it('is removed with all others in one command', () => {
    expect(words(removeGuests(['vrbench-vr0', 'vrbench-vr1']))).toEqual([
      ...['/run/vrbench/guests', FOLDER, '/run/vrbench/guests/vrbench-vr1'],
    ]);
  });
});

describe('a monitor', () => {
  it('of User-Mode Linux has raw sockets on the ports, and no other privileges', () => {
    const argv = umlMonitor('vrbench-vr0', ports);
    expect(argv.slice(-2)).toEqual([
      'vec0:transport=raw,ifname=dut0,depth=128,gro=0,mac=02:00:00:00:80:00',
      'vec1:transport=raw,ifname=dut3,depth=128,gro=0,mac=02:00:00:00:80:01',
    ]);
    expect(argv[0]).toBe('setpriv');
    expect(argv[argv.indexOf('--bounding-set') + 1]).toBe('-all,+net_raw');
    expect(argv).toContain(`init=${FOLDER}/init`);
  });

  it('of QEMU has the taps as descriptors, its devices in the order of their slots', () => {
    const argv = qemuMonitor(ports);
    const [first, second] = argv.filter((word) => word.startsWith('tap,'));
    expect([first, second]).toEqual(['tap,id=net0,fd=3', 'tap,id=net1,fd=4']);
    expect(argv.filter((word) => word.startsWith('virtio-net-pci'))).toEqual([
      'virtio-net-pci,netdev=net0,mac=02:00:00:00:80:00,addr=0x8,romfile=',
      'virtio-net-pci,netdev=net1,mac=02:00:00:00:80:01,addr=0x9,romfile=',
    ]);
    expect(argv).not.toContain('-accel');
    expect(ACCELERATORS.map((each) => each.split(',')[0])).toEqual(['kvm', 'tcg']);
    expect(words(makeMachine('vrbench-vr0', ports).argv)).toEqual([FOLDER, 'dut0', 'dut3']);
  });
});

describe("guests' accelerators", () => {
  const names = ['vrbench-vr0', 'vrbench-vr1'];
  const printed = `==> ${FOLDER}/accelerator <==\ntcg\n`;

  it('are read by guest', () => {
    const other = '\n==> /run/vrbench/guests/vrbench-vr1/accelerator <==\nkvm\n';
    expect(readAccelerators(names).slice(3)).toEqual([
      `${FOLDER}/accelerator`,
      '/run/vrbench/guests/vrbench-vr1/accelerator',
    ]);
    expect(parseAccelerators(printed + other, names)).toEqual([
      { name: 'vrbench-vr0', accelerator: 'tcg' },
      { name: 'vrbench-vr1', accelerator: 'kvm' },
    ]);
  });

  it('are an error if one is unknown, which names the machine', () => {
    expect(() => parseAccelerators(printed, names, 'dut')).toThrow(
      /vrbench-vr1\/accelerator on dut/,
    );
  });
});
