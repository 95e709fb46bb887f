import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceLines } from '../../../src/linux/pktgen/device.js';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { pps, seconds } from '../../../src/model/units.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import { threadFlows } from '../../../src/traffic/flows/thread-flows.js';
import {
  MOST_DEVICES_A_THREAD,
  pktgenDevices,
} from '../../../src/traffic/generator/pktgen-devices.js';
import { network, type NetworkChoice } from '../testbed.js';

const frames = { frameSize: MINIMUM_FRAME, cloneSkb: 0 };
const devicesOn = (choice: NetworkChoice, threads = ['kpktgend_0'], broadcast = false) => {
  const { streams } = network(choice);
  const trial = { intendedLoad: pps(1000 * streams.length), duration: seconds(1) };
  return pktgenDevices(flowsOf(trial, streams), { ...frames, broadcast }, threads);
};
const NAMESPACES = { place: 'namespaces', mac: 'own' } as const;

describe('pktgenDevices', () => {
  it('sends from each generator port to its own ingress port, without the FCS', () => {
    const [first, , third] = devicesOn({ ingress: 3 });
    expect(first?.device).toMatchObject({
      ...{ interface: 'eth1', packetSize: 60, count: 1000, delay: 1e6 },
    });
    expect(third?.device).toMatchObject({
      interface: 'eth3',
      destinationMac: '02:00:00:00:00:23',
      source: '198.18.3.2',
      destinations: { first: '198.19.1.2', last: '198.19.1.2' },
    });
  });

  it("spreads streams over the generator's CPUs", () => {
    const threads = (names: readonly string[]): string[] =>
      devicesOn({ ingress: 3 }, [...names]).map(({ device }) => device.thread);
    expect(threads(['kpktgend_0'])).toEqual(['kpktgend_0', 'kpktgend_0', 'kpktgend_0']);
    expect(threads(['kpktgend_0', 'kpktgend_1'])).toEqual([
      'kpktgend_0',
      'kpktgend_1',
      'kpktgend_0',
    ]);
  });

  it("prefers threads on a port's NUMA node, each with a separate transmit queue", () => {
    const { streams } = network({ ingress: 1 });
    const trial = { intendedLoad: pps(1_488_095), duration: seconds(1) };
    const parts = threadFlows(flowsOf(trial, streams), 4);
    const threads = [0, 1, 2, 3].map((cpu) => `kpktgend_${cpu}`);
    const place = { transmitQueues: 2, node: 1, cpus: [2, 3] };
    const devices = pktgenDevices(parts, frames, threads, new Map([['eth1', place]]));
    expect(
      devices.map(({ device }) => [device.interface, device.thread, device.queue, device.node]),
    ).toEqual([
      ['eth1', 'kpktgend_2', 0, 1],
      ['eth1@1', 'kpktgend_3', 1, 1],
      ['eth1@2', 'kpktgend_2', 0, 1],
      ['eth1@3', 'kpktgend_3', 1, 1],
    ]);
    const elsewhere = new Map([['eth1', { ...place, cpus: [9] }]]);
    expect(pktgenDevices(parts, frames, threads, elsewhere)[0]?.device.thread).toBe('kpktgend_0');
  });

  it('has a uniquely named device for each stream of a port', () => {
    const devices = devicesOn({
      ingress: 2,
      routers: { count: 2, interfaces: 2 },
      stack: NAMESPACES,
    });
    expect(devices.map(({ flow, device }) => [flow.stream.id, device.interface])).toEqual([
      ['r0:generator-1>sink-1', 'eth1'],
      ['r0:generator-2>sink-1.1', 'eth2'],
      ['r0:generator-1.1>sink-1', 'eth1@1'],
      ['r0:generator-2.1>sink-1.1', 'eth2@1'],
      ['r1:generator-1>sink-1', 'eth1@2'],
      ['r1:generator-2>sink-1.1', 'eth2@2'],
      ['r1:generator-1.1>sink-1', 'eth1@3'],
      ['r1:generator-2.1>sink-1.1', 'eth2@3'],
    ]);
    for (const { flow, device } of devices) {
      expect(device.destinationMac).toBe(flow.stream.into.interface.mac);
      expect(deviceLines(device).at(1)?.file).toBe(device.interface);
    }
  });

  it('gives broadcast frames the names that the streams of the port leave', () => {
    const one = devicesOn({}, undefined, true);
    expect(one.map(({ device, background }) => [device.interface, background?.interface])).toEqual([
      ['eth1', 'eth1@1'],
    ]);
    const two = devicesOn({ routers: { count: 2 }, stack: NAMESPACES }, undefined, true);
    expect(two.map(({ device, background }) => [device.interface, background?.interface])).toEqual([
      ['eth1', 'eth1@2'],
      ['eth1@1', 'eth1@3'],
    ]);
  });

  it('uses no name twice, whatever the network', () => {
    const choices = fc.record({
      ingress: fc.integer({ min: 1, max: 3 }),
      count: fc.integer({ min: 1, max: 5 }),
      interfaces: fc.integer({ min: 1, max: 4 }),
      broadcast: fc.boolean(),
    });
    fc.assert(
      fc.property(choices, ({ ingress, count, interfaces, broadcast }) => {
        const choice = { ingress, routers: { count, interfaces }, stack: NAMESPACES };
        const devices = devicesOn(choice, ['kpktgend_0'], broadcast);
        const names = devices.flatMap(({ device, background }) => [
          device.interface,
          ...(background ? [background.interface] : []),
        ]);
        expect(new Set(names).size).toBe(names.length);
        expect(devices).toHaveLength(ingress * count * interfaces);
      }),
    );
  });

  it('refuses more streams than its threads can serve, and says why', () => {
    const routers = (count: number) => ({ routers: { count }, stack: NAMESPACES });
    const most = MOST_DEVICES_A_THREAD;
    expect(devicesOn(routers(most))).toHaveLength(most);
    expect(() => devicesOn(routers(most + 1))).toThrow(
      /257 devices on 1 threads; a thread can serve 256, as it looks at all of them/,
    );
    expect(devicesOn(routers(most + 1), ['kpktgend_0', 'kpktgend_1'])).toHaveLength(most + 1);
    expect(() => devicesOn(routers(most), undefined, true)).toThrow(/512 devices/);
  });
});
