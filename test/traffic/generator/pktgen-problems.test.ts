import { describe, expect, it } from 'vitest';
import type { PktgenResult } from '../../../src/linux/pktgen/result.js';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { pps, seconds } from '../../../src/model/units.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import { pktgenDevices } from '../../../src/traffic/generator/pktgen-devices.js';
import { pktgenProblems } from '../../../src/traffic/generator/pktgen-problems.js';
import type { SentFlow } from '../../../src/traffic/generator/pktgen-senders.js';
import type { PktgenDevice } from '../../../src/linux/pktgen/device.js';
import { network } from '../testbed.js';

const { streams } = network({
  ingress: 2,
  routers: { count: 2 },
  stack: { place: 'namespaces', mac: 'own' },
});

/** The result of a device that sent everything. */
const done = (device: PktgenDevice): PktgenResult => ({
  interface: device.interface,
  count: device.count,
  delay: device.delay,
  packetSize: device.packetSize,
  sent: device.count,
  errors: 0,
  startedAt: 0,
  stoppedAt: 1_000_000,
  busy: 0,
  result: 'OK: 1000000(c0+d0) usec, 1000 (60byte,0frags)',
});

const sent: readonly SentFlow[] = pktgenDevices(
  flowsOf({ intendedLoad: pps(4_000), duration: seconds(1) }, streams),
  { frameSize: MINIMUM_FRAME, cloneSkb: 0, broadcast: true },
  ['kpktgend_0'],
).map(({ flow, device, background }) => ({
  ...{ flow, device, result: done(device) },
  background: background && { device: background, result: done(background) },
}));

const ports = (frames: readonly [number, number]) =>
  ['eth1', 'eth2'].flatMap((port, index) => {
    const own = streams.filter(({ entry }) => entry.peer.interface === port);
    const [first] = own;
    if (first === undefined) return [];
    const ids = new Set(own.map(({ id }) => id));
    return [{ port: first.entry.peer, streams: ids, frames: frames[index] ?? 0 }];
  });

/** The same run, in which one device reports something else. */
const saying = (name: string, said: Partial<PktgenResult>): readonly SentFlow[] =>
  sent.map((each) => ({
    ...each,
    ...(each.device.interface === name && { result: { ...each.result, ...said } }),
    background: each.background && {
      ...each.background,
      ...(each.background.device.interface === name && {
        result: { ...each.background.result, ...said },
      }),
    },
  }));

describe('pktgenProblems', () => {
  it('are none if pktgen and the ports agree', () => {
    expect(pktgenProblems(sent, ports([2_000, 2_000]))).toEqual([]);
  });

  it('name the device that did not do what it was told', () => {
    expect(
      pktgenProblems(
        saying('eth2@1', { count: 7, errors: 3, result: 'ERR' }),
        ports([2_000, 2_000]),
      ),
    ).toEqual([
      "eth2@1: pktgen says 'ERR'",
      'eth2@1: pktgen counts 3 errors',
      'eth2@1: pktgen reports a configuration other than the one it was given',
    ]);
  });

  it('compare the devices of a port together with its driver', () => {
    expect(pktgenProblems(saying('eth1', { sent: 900 }), ports([2_000, 2_000]))).toEqual([
      'eth1: pktgen sent 1900 frames, its driver 2000: something else sends there too (IPv6, ARP?)',
    ]);
    expect(pktgenProblems(sent, ports([2_000, 1_999]))).toEqual([
      'eth2: pktgen sent 2000 frames, its driver 1999',
    ]);
  });

  it('are none if a driver dropped the frames in its ring when its link went down', () => {
    const interrupted = sent.map((each) => ({ ...each, interrupted: { parts: [], withheld: 0 } }));
    expect(pktgenProblems(interrupted, ports([2_000, 1_999]))).toEqual([]);
    expect(pktgenProblems(interrupted, ports([2_000, 2_001]))).toHaveLength(1);
  });

  it('name a device of broadcast frames too', () => {
    expect(pktgenProblems(saying('eth1@3', { errors: 1 }), ports([2_000, 2_000]))).toEqual([
      'eth1@3: pktgen counts 1 errors',
    ]);
  });
});
