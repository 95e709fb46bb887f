import { describe, expect, it } from 'vitest';
import { portSettings } from '../../../../src/linux/device/settings/port.js';
import type { CommandOutcome } from '../../../../src/linux/text/attempts.js';
import { fixture } from '../../fixture.js';

const printed = (stdout: string): CommandOutcome => ({ exitCode: 0, stdout, stderr: '' });
const refused: CommandOutcome = {
  exitCode: 1,
  stdout: '',
  stderr: 'netlink error: Operation not supported\n',
};

/** What a machine with the emulated NICs of several vendors says of one of them. */
const asked = (port: string, byFlag: Readonly<Record<string, string>>, files: string) => {
  const { commands, read } = portSettings([port]);
  const found = read(
    commands.map(([program, flag = '']) => {
      if (program !== 'ethtool') return printed(files);
      const text = byFlag[flag === port ? '' : flag];
      return text === undefined ? refused : printed(fixture(text));
    }),
  ).get(port);
  if (found === undefined) throw new Error('the port was asked');
  return found;
};

const e1000e = asked(
  'eth3',
  {
    '': 'settings/ethtool-e1000e.txt',
    '-k': 'ethtool-k.txt',
    '-i': 'ethtool-i.txt',
    '-g': 'settings/ethtool-g-e1000e.txt',
    '-c': 'settings/ethtool-c-e1000e.txt',
    '-a': 'settings/ethtool-a-e1000e.txt',
  },
  fixture('settings/port-files.txt'),
);

describe('the settings of a port', () => {
  it('include its driver, its link, its rings', () => {
    expect(e1000e.settings).toMatchObject({
      driverVersion: { value: '1.0.0' },
      bus: { value: '0000:00:03.0' },
      driverModule: {
        value: { name: 'e1000e', srcversion: null, parameters: { copybreak: '256' } },
      },
      pci: {
        value: {
          vendor: '0x8086',
          device: '0x10d3',
          subsystemVendor: '0x8086',
          subsystemDevice: '0x0000',
          revision: '0x00',
        },
      },
      link: { value: { speed: 1e9 } },
      rings: { value: { receive: { now: 256 } } },
      mtu: { value: 1500 },
      transmitQueueLength: { value: 1000 },
      napi: { value: { threaded: false, groFlushTimeout: 0, deferHardIrqs: 0 } },
    });
    expect('value' in e1000e.features && e1000e.features.value.size).toBeGreaterThan(50);
  });

  it('have a reason for what could not be read', () => {
    expect(e1000e.settings).toMatchObject({
      channels: { unread: 'ethtool -l eth3: Operation not supported' },
      rss: { unread: 'ethtool -x eth3: Operation not supported' },
      numaNode: { unread: 'the firmware names no node' },
    });
  });

  it('include only the interrupts of its device', () => {
    expect(e1000e.settings.interrupts).toEqual({
      value: [
        { irq: 27, name: 'eth3-rx-0', affinity: '0-1', effective: '1' },
        { irq: 28, name: 'eth3-tx-0', affinity: '0-1', effective: '0' },
        { irq: 29, name: 'eth3', affinity: '0-1', effective: '1' },
      ],
    });
  });

  it('include the interrupt of its pin if it has no other', () => {
    const e1000 = asked('eth0', {}, fixture('settings/port-files.txt'));
    expect(e1000.settings.interrupts).toEqual({
      value: [{ irq: 21, name: 'eth0', affinity: '0-1', effective: '0' }],
    });
  });

  it('include the CPUs of its queues, except for a single transmit queue', () => {
    const vmxnet3 = asked(
      'eth1',
      {},
      fixture('settings/port-files.txt').replaceAll('rx-1/rps_cpus\t0', 'rx-1/rps_cpus\t3'),
    );
    expect(vmxnet3.settings.receiveSteering).toEqual({
      value: [
        { queue: 'rx-0', cpus: '', flows: 0 },
        { queue: 'rx-1', cpus: '0-1', flows: 0 },
      ],
    });
    expect(vmxnet3.settings.transmitSteering).toEqual({
      value: [
        { queue: 'tx-0', cpus: '' },
        { queue: 'tx-1', cpus: '' },
      ],
    });
    expect(e1000e.settings.transmitSteering).toEqual({ value: [{ queue: 'tx-0', cpus: null }] });
  });

  it('include the PCI function of a virtio device', () => {
    const virtio = asked('eth0', {}, fixture('settings/port-files-virtio.txt'));
    expect(virtio.settings).toMatchObject({
      pci: { value: { vendor: '0x1af4', device: '0x1041' } },
      interrupts: {
        value: [
          { irq: 37, name: 'virtio2-config' },
          { irq: 38, name: 'virtio2-input.0' },
          { irq: 39, name: 'virtio2-output.0' },
        ],
      },
    });
  });

  it('are all unread for a missing port', () => {
    const { features, settings } = asked('nosuch', {}, '');
    expect(Object.values({ features, ...settings }).filter((each) => 'value' in each)).toEqual([]);
    expect(settings.pci).toEqual({ unread: 'it is not on a PCI bus' });
  });
});
