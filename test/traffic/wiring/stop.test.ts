import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { macAddress } from '../../../src/model/network/mac.js';
import { networkOf, type Network } from '../../../src/model/network/network.js';
import type { Attachment, Topology } from '../../../src/model/network/topology.js';
import { PLAIN_TRAFFIC } from '../../../src/model/network/traffic.js';
import { FramesStopped } from '../../../src/traffic/wiring/frames-stopped.js';
import { probeFrames } from '../../../src/traffic/wiring/probe-frames.js';
import { allGetThrough, findStops, stopOf, type Probe } from '../../../src/traffic/wiring/stop.js';
import type { PortCounts } from '../../../src/traffic/wiring/test-ports.js';

const attachment = (peer: string, index: number, dut: number): Attachment => {
  const mac = macAddress(`02:00:00:00:00:${(16 + dut).toString(16)}`);
  return {
    dut: { name: `dut${dut}`, interface: `eth${dut}`, mac },
    peer: { name: `${peer}${index}`, interface: `eth${index}`, mac },
  };
};

const topologyOf = (ingress: number, egress: number): Topology => ({
  ingress: Array.from({ length: ingress }, (_, index) => attachment('gen', index, index)),
  egress: Array.from({ length: egress }, (_, index) => attachment('sink', index, ingress + index)),
});

interface Shape {
  readonly ingress: number;
  readonly egress: number;
  readonly bidirectional: boolean;
  readonly routers: number;
}

const networkWith = ({ ingress, egress, bidirectional, routers }: Shape): Network =>
  networkOf(
    topologyOf(ingress, egress),
    {
      traffic: { ...PLAIN_TRAFFIC, direction: bidirectional ? 'bidirectional' : 'unidirectional' },
      routers: { count: routers, ports: 'shared', interfaces: 1 },
    },
    { place: 'namespaces', mac: 'own' },
  );

/** The port at the other end of the cable, by the port's name. */
type Cables = ReadonlyMap<string, string>;

const cablesOf = ({ ingress, egress }: Topology, order: readonly number[]): Cables => {
  const all = [...ingress, ...egress];
  return new Map(
    all.flatMap(({ peer }, index) => {
      const dut = all[order[index] ?? index]?.dut.name ?? '';
      return [
        [peer.name, dut],
        [dut, peer.name],
      ] as const;
    }),
  );
};

/** The counts of ports with these cables; a router that is not in `forwarding` drops everything. */
const probeWith =
  (cables: Cables, forwards: (router: number) => boolean = () => true, noise = 0): Probe =>
  (probes) => {
    const counts = new Map(
      [...cables.keys()].map((port) => [port, { received: noise, sent: noise }] as const),
    );
    const add = (port: string | undefined, field: 'received' | 'sent', frames: number): void => {
      const before = counts.get(port ?? '');
      if (port !== undefined && before !== undefined) {
        counts.set(port, { ...before, [field]: before[field] + frames });
      }
    };
    for (const { stream, frames } of probes) {
      add(stream.entry.peer.name, 'sent', frames);
      const arrived = cables.get(stream.entry.peer.name);
      add(arrived, 'received', frames);
      if (arrived !== stream.entry.dut.name || !forwards(stream.router.index)) continue;
      add(stream.exit.dut.name, 'sent', frames);
      add(cables.get(stream.exit.dut.name), 'received', frames);
    }
    return Promise.resolve<PortCounts>(counts);
  };

const shapes = fc.record({
  ingress: fc.integer({ min: 1, max: 4 }),
  egress: fc.integer({ min: 1, max: 4 }),
  bidirectional: fc.boolean(),
  routers: fc.integer({ min: 1, max: 5 }),
});

describe('frames of every stream', () => {
  it('get through with the right cabling, also if others send a little', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.integer({ min: 0, max: 3 }), async (shape, noise) => {
        const { streams, topology } = networkWith(shape);
        const probe = probeWith(cablesOf(topology, []), undefined, noise);
        expect(await allGetThrough(streams, probe)).toBe(true);
        expect(await findStops(streams, probe)).toEqual([]);
      }),
    );
  });

  it('do not with any swapped cables on their path, and the ports are named', async () => {
    const orders = shapes.chain((shape) => {
      const ports = Array.from({ length: shape.ingress + shape.egress }, (_, index) => index);
      return fc.tuple(fc.constant(shape), fc.shuffledSubarray(ports, { minLength: ports.length }));
    });
    await fc.assert(
      fc.asyncProperty(orders, async ([shape, order]) => {
        const { streams, topology } = networkWith(shape);
        const cables = cablesOf(topology, order);
        const wrong = streams.filter(
          ({ entry, exit }) =>
            cables.get(entry.peer.name) !== entry.dut.name ||
            cables.get(exit.dut.name) !== exit.peer.name,
        );
        const probe = probeWith(cables);
        expect(await allGetThrough(streams, probe)).toBe(wrong.length === 0);
        const stops = await findStops(streams, probe);
        expect(stops).toHaveLength(Math.min(4, wrong.length));
        for (const { stream, last, missing, elsewhere } of stops) {
          expect(wrong).toContain(stream);
          expect(missing.frames).toBe(0);
          expect(elsewhere.map(({ port }) => port)).toEqual([cables.get(last?.port ?? '')]);
        }
      }),
    );
  });

  it('do not if one router of many drops them, and that one is named', async () => {
    const { streams, topology } = networkWith({
      ...{ ingress: 1, egress: 1, bidirectional: false, routers: 200 },
    });
    let probes = 0;
    const inner = probeWith(cablesOf(topology, []), (router) => router !== 137);
    const probe: Probe = (frames) => {
      probes += 1;
      return inner(frames);
    };
    expect(await allGetThrough(streams, probe)).toBe(false);
    const stops = await findStops(streams, probe);
    expect(stops.map(({ stream }) => stream.router.index)).toEqual([137]);
    expect(stops[0]?.missing).toMatchObject({ port: 'dut1', counts: 'sent', frames: 0 });
    expect(probes).toBeLessThan(30);
  });
});

describe('stopOf', () => {
  const [stream = expect.fail()] = networkWith({
    ...{ ingress: 1, egress: 1, bidirectional: false, routers: 1 },
  }).streams;
  const [probe = expect.fail()] = probeFrames([stream]);
  const counts = (gen: number, dutIn: number, dutOut: number, sink: number): PortCounts =>
    new Map([
      ['gen0', { received: 0, sent: gen }],
      ['dut0', { received: dutIn, sent: 0 }],
      ['dut1', { received: 0, sent: dutOut }],
      ['sink0', { received: sink, sent: 0 }],
    ]);

  it.each([
    [counts(0, 0, 0, 0), 'gen0'],
    [counts(10, 1, 0, 0), 'dut0'],
    [counts(10, 10, 0, 0), 'dut1'],
    [counts(10, 10, 10, 2), 'sink0'],
    [counts(10, 9, 9, 8), undefined],
  ])('finds the first place with less than half of the frames', (counted, place) => {
    expect(stopOf(probe, counted)?.missing.port).toBe(place);
  });

  it('says how to fix it', () => {
    const stopped = [stopOf(probe, counts(0, 0, 0, 0)), stopOf(probe, counts(10, 0, 0, 0))];
    const { message, kind } = new FramesStopped(
      'macvlan',
      stopped.flatMap((stop) => stop ?? []),
      [],
    );
    expect(kind).toBe('precondition');
    expect(message.split('\n')).toEqual([
      'checking before the first trial of macvlan that frames get through: stream r0:gen0>sink0: port gen0 sent 0 of 10; no other test port sent them',
      'stream r0:gen0>sink0: port gen0 sent 10 of 10, but port dut0 received 0 of 10; no other test port received them',
      '  fix: find out why gen0 does not send: ip -s link, dmesg',
      "  or: check the cable between gen0 and dut0, and the testbed's links",
    ]);
  });
});
